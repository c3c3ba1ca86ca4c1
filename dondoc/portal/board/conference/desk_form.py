"""What a desk's page sends: by its buttons alone, or by its script and its queue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Form

from dondoc.conference.delegate_code import typed_code
from dondoc.conference.desk.keep_scan import DeskScan
from dondoc.limits import LONGEST_DEVICE
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.text import tidy
from models.conference_kinds import CheckInAct

_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")


@dataclass(frozen=True)
class TypedScan:
    """The fields of one scan, as they came. One of `arrive`, `undo`, `press` is a delegate's code.

    `scan_id` is the script's own; without it the page's `key` and the code make one, so that a
    double tap on one page is one scan.
    """

    arrive: str
    undo: str
    press: str
    scan_id: str
    key: str
    device: str
    device_at: str
    sent_at: str
    offline: str

    def scan(self, now: datetime) -> DeskScan:
        """The scan. Raises Refused for an id that no page of ours makes."""
        code = typed_code(self.arrive or self.undo or self.press)
        act = CheckInAct.UNDO if self.undo else CheckInAct.ARRIVE
        scan_id = self.scan_id or f"{self.key}-{act[0]}{'f' if self.press else ''}-{code}"
        if not _ID.fullmatch(scan_id):
            raise Refused(Problem("scan_id", "", phrases("desk").old_page(), "Bàn đón"))
        return DeskScan(
            scan_id=scan_id,
            code=code,
            act=act,
            device=device_name(self.device),
            device_at=_instant(self.device_at) or now,
            sent_at=_instant(self.sent_at),
            offline=bool(self.offline),
            pressed=bool(self.press),
        )


def typed_scan(
    *,
    co_mat: Annotated[str, Form()] = "",
    bo: Annotated[str, Form()] = "",
    van_ghi: Annotated[str, Form()] = "",
    ma_quet: Annotated[str, Form()] = "",
    lan: Annotated[str, Form()] = "",
    thiet_bi: Annotated[str, Form()] = "",
    luc: Annotated[str, Form()] = "",
    gui_luc: Annotated[str, Form()] = "",
    tu_hang_doi: Annotated[str, Form()] = "",
) -> TypedScan:
    """The form of a request, as typed."""
    return TypedScan(co_mat, bo, van_ghi, ma_quet, lan, thiet_bi, luc, gui_luc, tu_hang_doi)


def device_name(text: str) -> str:
    """By what a desk calls itself, kept short; a name for one that does not."""
    return tidy(text)[:LONGEST_DEVICE] or phrases("desk").some_desk()


def _instant(text: str) -> datetime | None:
    """A device's clock; None where it says nothing that can be read."""
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
