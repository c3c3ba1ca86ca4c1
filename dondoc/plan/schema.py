"""The plan and its duties, as plan.yaml writes them (DESIGN §3)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Self

from pydantic import Field, PrivateAttr, model_validator

from dondoc.plan.base import Entry, Many, NotInPlan, Text
from dondoc.plan.bodies import Binding, Group, Parent, Role, Tone, ToneSpan, Unit
from dondoc.plan.duty import (
    Basis,
    BasisKind,
    Duty,
    Evidence,
    EvidenceField,
    Feed,
    FormKind,
    Indicator,
    Share,
)
from dondoc.problems import Problem
from dondoc.text import tidy

__all__ = [
    "Application",
    "Basis",
    "BasisKind",
    "Binding",
    "Bullet",
    "DemoPlan",
    "Duty",
    "Evidence",
    "EvidenceField",
    "Feed",
    "FormKind",
    "Group",
    "Indicator",
    "Parent",
    "Plan",
    "Role",
    "Share",
    "Tone",
    "ToneSpan",
    "Unit",
    "wording_hash",
]


def wording_hash(text: str) -> str:
    """SHA-256 of a wording, NFC and with single spaces: a line break is not a change of text."""
    return hashlib.sha256(tidy(text).encode()).hexdigest()


class Application(Entry):
    """A year for which the plan applies, and the day it counts as issued for that year."""

    year: int
    issued_on: date
    confirmed: bool
    note: str = ""

    @property
    def until_on(self) -> date:
        """The last day on which a round of that year may open."""
        return date(self.year, 12, 31)


class Bullet(Entry):
    """The exact wording of a bullet, and its hash: a slip of the pen in the text is refused."""

    clause: Text
    text: Text
    sha256: str

    @model_validator(mode="after")
    def _wording_is_the_one_hashed(self) -> Self:
        actual = wording_hash(self.text)
        if actual != self.sha256:
            raise ValueError(
                "lời văn không khớp mã băm «sha256»; hãy chép lại đúng nguyên văn của Kế hoạch,"
                f" hoặc nếu nguyên văn đã đúng thì ghi sha256: {actual}"
            )
        return self


class ReportForm(Entry):
    """A form of carrying the plan out, with a heading of its own in chapter II of the report."""

    clause: Text
    title: Text


class Forwarding(Entry):
    """Who passes the report on to whom, by which day of a period's last month, by what paper."""

    sender: Text
    receiver: Text
    day: Annotated[int, Field(ge=1, le=28)]
    source: Text


class Plan(Entry):
    """The plan: its head, the years it applies to, its wording and its duties.

    `place` is where its papers are dated («Tuyên Quang, ngày …»), `filed` the mark under which the
    room that drafts them files («CCHC» in «Lưu: VT, CCHC» and «56/SNV-CCHC»), `reports_to` who is
    told of what is missing, in short («UBND tỉnh»); `forms` and `forwarded` are of the consolidated
    report. Each may be left out.

    `complete` is set when every bullet has its duty: from then on `dondoc lint`
    refuses a bullet without one.

    `earlier` are the plans before it, the newest first: what was opened under them is chased to its
    end (DESIGN §3), so their duties are still known, and nothing more is opened of them.
    """

    code: Text
    number: Text
    issued_on: date
    issuer: Text
    title: Text
    place: str = "…………"
    filed: str = ""
    reports_to: str = ""
    forms: Many[ReportForm] = ()
    forwarded: Forwarding | None = None
    complete: bool
    applies: Many[Application]
    bullets: Many[Bullet]
    duties: Many[Duty]
    _earlier: tuple[Plan, ...] = PrivateAttr(default=())

    @property
    def filing(self) -> str:
        """«VT, CCHC»: where a copy of its papers stays."""
        return ", ".join(filter(None, ("VT", self.filed)))

    def symbol(self, body: Unit) -> str:
        """«SNV-CCHC»: what follows the number of a letter of that body."""
        return "-".join(filter(None, (body.symbol, self.filed)))

    @property
    def earlier(self) -> tuple[Plan, ...]:
        return self._earlier

    def after(self, earlier: Iterable[Plan]) -> Self:
        """The same plan, with those before it."""
        copy = self.model_copy()
        copy._earlier = tuple(sorted(earlier, key=lambda plan: plan.issued_on, reverse=True))
        return copy

    def duty(self, code_or_slug: str) -> Duty:
        """The duty of that code or slug, here or before; a code that was renamed leads to it too.

        Raises Refused, naming those here.
        """
        for plan in (self, *self._earlier):
            for duty in plan.duties:
                if code_or_slug in (*duty.codes, duty.slug):
                    return duty
        known = ", ".join(f"{duty.code} ({duty.slug})" for duty in self.duties)
        wanted = f"không có nhiệm vụ này trong Kế hoạch; hãy ghi một trong: {known}."
        raise NotInPlan(Problem("Nhiệm vụ", code_or_slug, wanted))

    def bullet(self, clause: str) -> Bullet:
        """The bullet of that clause. Raises KeyError: `load_registry` has checked every duty's."""
        for bullet in self.bullets:
            if bullet.clause == clause:
                return bullet
        raise KeyError(clause)

    def application(self, year: int) -> Application | None:
        """How the plan applies to that year, None where it does not."""
        return next((entry for entry in self.applies if entry.year == year), None)


class DemoPlan(Plan):
    """The same plan, taken to apply to whatever year a demonstration runs in."""

    def application(self, year: int) -> Application | None:
        """As the plan says, else as if issued on the plan's day of that year, unconfirmed."""
        return super().application(year) or Application(
            year=year,
            issued_on=self.issued_on.replace(year=year),
            confirmed=False,
            note="Bản chạy thử: coi như Kế hoạch được áp dụng cho năm này.",
        )
