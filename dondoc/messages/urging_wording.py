"""Công văn đôn đốc in words: what the monitoring body signs after the due date.

Only a draft: number and date stay blank, and the document system issues it. The same words stand
in the docx (`documents.letters`) and in the Markdown of the run's artifact.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dondoc.messages.environment import environment, phrases
from dondoc.messages.phrasing import tidy
from dondoc.problems import Problem, Refused

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class LateUnit:
    """A unit that has not answered; `order` is its place in official lists.

    `due_on` is its own date, where it is another than the letter's.
    """

    name: str
    order: int
    tone: str  # "order" | "request"
    due_on: date | None = None


@dataclass(frozen=True)
class UrgingLetter:
    """The facts of one letter about one round.

    `tone` is how its readers are spoken to: Mặt trận, organisations and the Party's press are
    asked. `report_on` is when the monitoring body reports to `report_to`: the answer is asked for
    before that day, or before 11 o'clock where it is today.
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
    report_to: str = "cấp trên"  # UBND tỉnh: who is told of what is then still missing
    place: str = ""
    filed: str = "VT"
    tone: str = "order"

    @property
    def waited_for(self) -> bool:
        """Is there still a day by which the answer is asked for?"""
        return self.report_on is not None and self.as_of <= self.report_on


@dataclass(frozen=True)
class UrgingText:
    """The letter in finished words, part by part; `units` is empty where it is to one alone."""

    above: str
    monitor: str
    symbol: str
    place: str
    year: int
    about: str
    addressee: str
    opening: str
    units: tuple[str, ...]
    wish: str
    after: str
    recipients: tuple[str, ...]
    authority: str
    position: str
    note: str  # for who signs; no part of the letter


def urging_text(letter: UrgingLetter) -> UrgingText:
    """The words of the letter, to the units of its tone, in official order.

    Who is only asked is on no letter that urges, and the other way round. Raises Refused if nobody
    of its tone is late.
    """
    late = sorted((unit for unit in letter.units if unit.tone == letter.tone), key=_official)
    if not late:
        raise Refused(
            Problem("units", "", "không có đơn vị nào để đôn đốc", label="Công văn đôn đốc")
        )
    book = phrases("urging")
    one = late[0].name if len(late) == 1 else ""
    dates = {unit.due_on or letter.due_on for unit in late}
    shared = dates.pop() if len(dates) == 1 else None
    return UrgingText(
        above=letter.above,
        monitor=letter.monitor,
        symbol=letter.symbol,
        place=letter.place,
        year=letter.as_of.year,
        about=book.about(letter),
        addressee=one or book.everybody(),
        opening=book.opening(letter, one, shared),
        units=() if one else _lines(letter, late, shared),
        wish=book.wish(letter, one),
        after=book.after(letter),
        recipients=tuple(book.recipients(letter).splitlines()),
        authority=book.authority_of(letter.monitor),
        position=book.head_of(letter.monitor),
        note=book.note(letter),
    )


def urging_markdown(text: UrgingText) -> str:
    """The same words as Markdown."""
    template = environment().get_template("urging_artifact.md")
    return _kept_blank(tidy(template.render(text=text)))


def _official(unit: LateUnit) -> tuple[int, str]:
    return unit.order, unit.name


def _lines(letter: UrgingLetter, late: list[LateUnit], shared: date | None) -> tuple[str, ...]:
    book = phrases("urging")
    last = len(late)
    return tuple(
        book.unit(
            number, unit.name, None if shared else unit.due_on or letter.due_on, number == last
        )
        for number, unit in enumerate(late, 1)
    )


def _kept_blank(text: str) -> str:
    """The places left for number and date, in blanks that Markdown does not run together."""
    return re.sub(" {2,}", lambda found: NO_BREAK * len(found[0]), text)
