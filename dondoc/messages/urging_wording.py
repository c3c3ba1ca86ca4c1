"""The draft công văn đôn đốc: what the monitoring body signs after the due date.

Only a draft: number and date stay blank, and the document system issues it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from dondoc.messages.environment import environment
from dondoc.messages.phrasing import tidy
from dondoc.problems import Problem, Refused

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class LateUnit:
    """A unit that has not answered; `order` is its place in official lists."""

    name: str
    order: int
    tone: str  # "order" | "request"


@dataclass(frozen=True)
class UrgingLetter:
    """The facts of one letter about one round.

    `report_on` is when the monitoring body reports to `report_to`: the answer is asked for before
    that day, or before 11 o'clock where it is today.
    """

    monitor: str  # Sở Nội vụ
    above: str  # Ủy ban nhân dân tỉnh Tuyên Quang, over the monitor's name
    symbol: str  # SNV-CCHC, behind the blank number
    title: str  # Báo cáo kết quả tuyên truyền cải cách hành chính
    period_label: str  # quý I năm 2027
    plan: str  # Kế hoạch số 15/KH-UBND ngày 26/01/2021 của UBND tỉnh Tuyên Quang
    clause: str
    due_on: date
    as_of: date
    units: tuple[LateUnit, ...]
    basis: str
    basis_confirmed: bool
    plan_title: str = ""  # a document cited first carries its title
    plan_note: str | None = None  # told to who signs, not to the units
    report_on: date | None = None
    report_to: str = "UBND tỉnh"
    chairman: str = "Chủ tịch UBND tỉnh"  # who is told of what is then still missing
    signer: str = "Giám đốc"
    place: str = "Tuyên Quang"
    filed: str = "VT, CCHC"
    tone: str = field(default="order", init=False)  # for the phrases shared with the mails


def render_urging_letter(letter: UrgingLetter) -> str:
    """The draft as Markdown, units in official order.

    Mặt trận, organisations and the Party's press are asked, never urged: they are left out.
    Raises Refused if nobody else is late.
    """
    urged = sorted((unit for unit in letter.units if unit.tone != "request"), key=lambda u: u.order)
    if not urged:
        raise Refused(
            Problem("units", "", "không có đơn vị nào để đôn đốc", label="Công văn đôn đốc")
        )
    template = environment().get_template("urging_letter.md")
    return _kept_blank(tidy(template.render(letter=letter, units=[unit.name for unit in urged])))


def _kept_blank(text: str) -> str:
    """The places left for number and date, in blanks that Markdown does not run together."""
    return re.sub(" {2,}", lambda found: NO_BREAK * len(found[0]), text)
