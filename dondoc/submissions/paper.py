"""What came on paper, by telephone or through the document system, as an officer types it.

Everything is text, as a form gives it; what makes no sense is refused in words, all at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import parse_date, short_date
from dondoc.clock import at, local, local_date
from dondoc.forms.fields import collect
from dondoc.ledger.actors import Actor
from dondoc.plan.find_unit import find_unit
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import Handing, Recorded, record_submission
from dondoc.text import fold
from models import Assignment, Round
from models.kinds import Way

ANSWERS = {"đã thực hiện": "done", "không phát sinh": "nil", "chưa thực hiện": "not_done"}
"""The three answers in words, and as the ledger keeps them."""

NOON = time(12)
"""Taken where the hour is not known: lateness is judged by the day."""

_HOUR = re.compile(r"(\d{1,2})\s*(?:[:hg.]\s*(\d{1,2})?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Paper:
    """The form, as typed. `figures` is «tin_bai=12, hoi_nghi=3» or the same as a mapping."""

    duty: str
    period: str
    unit: str
    document_number: str = ""
    document_on: str = ""
    signer: str = ""
    received_on: str = ""
    received_time: str = ""
    incoming_number: str = ""
    figures: str | Mapping[str, Any] = ""
    answer: str = "đã thực hiện"
    reason: str = ""
    note: str = ""
    link: str = ""


@dataclass(frozen=True)
class Entered:
    """What now stands in the ledger, and for whom."""

    recorded: Recorded
    unit: Unit
    duty: Duty
    period_short: str

    def sentence(self) -> str:
        """One sentence for the officer, with what is odd about it."""
        done = "Đã ghi từ trước" if self.recorded.repeated else "Đã ghi"
        flags = "".join(f" Lưu ý: {flag}" for flag in self.recorded.flags)
        return (
            f"{done} {self.duty.short} {self.period_short} của {self.unit.name},"
            f" lần gửi {self.recorded.version}, biên nhận {self.recorded.receipt}.{flags}"
        )


def enter(
    session: Session, rulebook: Rulebook, paper: Paper, *, by: Actor, key: str | None, now: datetime
) -> Entered:
    """Record the paper by the one way there is; raises Refused with every field that is wrong."""
    registry = rulebook.registry
    duty = registry.plan.duty(paper.duty.strip())
    problems: list[Problem] = []
    period = collect(problems, lambda: _period(session, rulebook, duty, paper.period))
    asked = _asked(session, duty, period)
    units = [one for one in registry.units if one.code in asked] if period else None
    unit = collect(
        problems,
        lambda: find_unit(registry, paper.unit, local_date(now), among=units),
    )
    received_at = collect(problems, lambda: _received_at(paper, now))
    answer = collect(problems, lambda: _answer(paper.answer))
    figures = collect(problems, lambda: read_figures(paper.figures))
    if problems:
        raise Refused(problems)
    given = Given(
        answer=answer,
        document_number=paper.document_number,
        document_on=paper.document_on,
        signer=paper.signer,
        link=paper.link,
        note=paper.note,
        reason=paper.reason,
        incoming_number=paper.incoming_number,
        figures=figures,
    )
    recorded = record_submission(
        session,
        rulebook,
        assignment_id=asked[unit.code],
        given=given,
        handing=Handing(by=by, way=Way.STAFF, received_at=received_at, key=key),
        now=now,
    )
    return Entered(recorded, unit, duty, rulebook.period(duty, period).short())


def read_figures(given: str | Mapping[str, Any]) -> dict[str, str]:
    """«tin_bai=12; hoi_nghi: 3» or a mapping, as code to text. Raises Refused."""
    if isinstance(given, Mapping):
        return {str(code): str(value) for code, value in given.items()}
    figures = {}
    for part in re.split(r"[,;\n]", given):
        code, sign, value = re.sub(":", "=", part, count=1).partition("=")
        if not part.strip():
            continue
        if not sign:
            wanted = "không đọc được; hãy ghi như tin_bai=12, hoi_nghi=3, luot_nguoi=1.250"
            raise Refused(Problem("figures", part.strip(), wanted, "Số liệu"))
        figures[code.strip().lower()] = value.strip()
    return figures


def _period(session: Session, rulebook: Rulebook, duty: Duty, text: str) -> str:
    query = select(Round.period).where(col(Round.duty) == duty.code)
    opened = list(session.exec(query.order_by(col(Round.opens_on))))
    for key in opened:
        period = rulebook.period(duty, key)
        if fold(text) in {fold(name) for name in (key, period.short(), period.label())}:
            return key
    known = ", ".join(f"{key} ({rulebook.period(duty, key).short()})" for key in opened[-6:])
    wanted = f"không phải kỳ đã mở của nhiệm vụ này; đã mở: {known or 'chưa kỳ nào'}"
    raise Refused(Problem("period", text.strip(), wanted, "Kỳ"))


def _received_at(paper: Paper, now: datetime) -> datetime:
    today = local_date(now)
    try:
        on = parse_date(paper.received_on) if paper.received_on.strip() else today
    except ValueError as error:
        raise Refused(Problem("received_on", paper.received_on, str(error), "Ngày nhận")) from None
    if on > today:
        wanted = f"sau hôm nay ({short_date(today)}); hãy ghi ngày văn bản đến cơ quan"
        raise Refused(Problem("received_on", paper.received_on, wanted, "Ngày nhận"))
    hour = _time(paper.received_time)
    if hour is None:
        return min(at(on, NOON.hour), now)
    received_at = at(on, hour.hour, hour.minute)
    if received_at > now:
        wanted = f"chưa đến, bây giờ mới {local(now):%H:%M}; hãy ghi lúc văn bản đến cơ quan"
        raise Refused(Problem("received_time", paper.received_time, wanted, "Giờ nhận"))
    return received_at


def _time(text: str) -> time | None:
    if not text.strip():
        return None
    found = _HOUR.fullmatch(text.strip())
    try:
        if found:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass  # 25:00 reads as an hour and is none
    wanted = "không phải giờ; hãy ghi như 09:15"
    raise Refused(Problem("received_time", text.strip(), wanted, "Giờ nhận"))


def _answer(text: str) -> str:
    said = ANSWERS.get(" ".join(unicodedata.normalize("NFC", text).lower().split()))
    if said is None:
        wanted = f"hãy chọn một trong: {', '.join(ANSWERS)}"
        raise Refused(Problem("answer", text, wanted, "Trả lời"))
    return said


def _asked(session: Session, duty: Duty, period: str | None) -> dict[str, int]:
    """Whom the round asks, by code, with the number of what it asks: some may be abolished now."""
    query = (
        select(Assignment.unit_code, Assignment.id)
        .join(Round)
        .where(col(Round.duty) == duty.code, col(Round.period) == period)
        # A unit's own slot last, so that it wins over what else the round asks of it.
        .order_by(col(Assignment.subject).desc(), col(Assignment.id).desc())
    )
    return {code: number for code, number in session.exec(query) if number is not None}
