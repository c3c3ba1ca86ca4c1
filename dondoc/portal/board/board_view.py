"""What the board shows, as its address says it: an address can be sent to a colleague."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import YearMissing, parse_date
from dondoc.clock import end_of, local_date
from dondoc.limits import LONGEST_SEARCH
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import shorten
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.portal.board.filters import BY_SLUG
from dondoc.portal.board.groups import GROUPS
from models import Round

_LONGEST_SAID = 60
_EVERYBODY = "của tất cả đơn vị"


@dataclass(frozen=True)
class BoardRound:
    """A round that was open at the instant looked at."""

    duty: str
    period: str
    opens_on: date
    confirmed: bool

    @property
    def year(self) -> int:
        return int(self.period[:4])


@dataclass(frozen=True)
class View:
    """One state of the board. `problems` are what the address asked for in vain."""

    year: int
    duty: Duty | None
    period: str | None  # the round that the sentence is about
    only: str | None  # the filter's slug
    group: str | None
    search: str
    on: date | None  # the day whose end is looked at; None is now
    problems: tuple[str, ...] = field(default=())

    def address(self, **changes: Any) -> str:
        """The query of this view with something changed."""
        to = replace(self, **changes)
        parts = {
            "nam": to.year,
            "nhiem-vu": to.duty.slug if to.duty else None,
            "ky": to.period,
            "loc": to.only,
            "nhom": to.group.replace("_", "-") if to.group else None,
            "tim": to.search,
            "ngay": to.on.isoformat() if to.on else None,
        }
        return f"?{urlencode({name: value for name, value in parts.items() if value})}"


def opened_rounds(session: Session, *, as_of: datetime) -> list[BoardRound]:
    """The rounds open at an instant, in the order in which they opened."""
    wanted = (col(Round.duty), col(Round.period), col(Round.opens_on), col(Round.confirmed))
    found = session.exec(select(*wanted).where(col(Round.opened_at) <= as_of))
    return sorted((BoardRound(*row) for row in found), key=lambda one: (one.opens_on, one.period))


def instant(asked: Mapping[str, str], now: datetime) -> tuple[datetime, date | None, list[str]]:
    """The instant to look at, the day that was asked for, and what was wrong with it."""
    text = asked.get("ngay", "").strip()
    if not text:
        return now, None, []
    try:
        on = _day(text, local_date(now))
    except ValueError as error:
        return now, None, [phrases("tables").no_day(str(error))]
    if on >= local_date(now):
        return now, None, [phrases("tables").day_to_come(on)] if on > local_date(now) else []
    return end_of(on), on, []


def _day(text: str, today: date) -> date:
    """The day; without its year the nearest, which the page then shows in full."""
    try:
        return parse_date(text)
    except YearMissing as missing:
        on = missing.nearest(today)
        if on is None:
            raise
        return on


def read_view(
    asked: Mapping[str, str],
    rounds: Sequence[BoardRound],
    rulebook: Rulebook,
    *,
    on: date | None,
    today: date,
    problems: Sequence[str] = (),
) -> View:
    """The address understood; what it leaves open is the newest year, duty and round."""
    known = {one.duty for one in rounds}
    duties = [duty for duty in rulebook.registry.plan.duties if duty.code in known]
    named = next((d for d in duties if d.slug == asked.get("nhiem-vu")), None)
    years = sorted({one.year for one in rounds if named is None or one.duty == named.code})
    year = _number(asked.get("nam"))
    if year not in years:
        year = years[-1] if years else today.year
    duty = named or _main_duty([d for d in duties if _has(rounds, d, year)])
    periods = [one.period for one in rounds if duty and one.duty == duty.code and one.year == year]
    period = asked.get("ky")
    if period not in periods:
        period = periods[-1] if periods else None
    group = asked.get("nhom", "").replace("-", "_")
    found = View(
        year=year,
        duty=duty,
        period=period,
        only=asked.get("loc") if asked.get("loc") in BY_SLUG else None,
        group=group if group in GROUPS else None,
        search=" ".join(asked.get("tim", "").split())[:LONGEST_SEARCH],
        on=on,
    )
    unknown = _unknown(asked, rounds, duties, found) if rounds else []
    return replace(found, problems=(*problems, *unknown))


def _unknown(
    asked: Mapping[str, str], rounds: Sequence[BoardRound], duties: Sequence[Duty], found: View
) -> list[str]:
    """What the address names and is nowhere: it is said, with what is shown instead.

    A year or a period that another duty has comes with the form in which one changes the duty.
    """
    known: dict[str, tuple[set[str], str, str]] = {
        "nhiem-vu": (
            {duty.slug for duty in duties},
            "nhiệm vụ đã mở",
            found.duty.short if found.duty else "",
        ),
        "nam": ({str(one.year) for one in rounds}, "năm", f"năm {found.year}"),
        "ky": ({one.period for one in rounds}, "kỳ", f"kỳ {found.period}"),
        "loc": (set(BY_SLUG), "bộ lọc", _EVERYBODY),
        "nhom": ({code.replace("_", "-") for code in GROUPS}, "nhóm", _EVERYBODY),
    }
    return [
        phrases("tables").none_of_name(what, shorten(asked[name], _LONGEST_SAID), instead)
        for name, (values, what, instead) in known.items()
        if asked.get(name, "").strip() and asked[name].replace("_", "-") not in values
    ]


def _main_duty(duties: Sequence[Duty]) -> Duty | None:
    """The duty that the telephone is about: reports from many, before what is done by few."""
    many = [duty for duty in duties if duty.bounded_by is not None]
    return next(iter([*many, *duties]), None)


def _has(rounds: Sequence[BoardRound], duty: Duty, year: int) -> bool:
    return any(one.duty == duty.code and one.year == year for one in rounds)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) == 4 else 0
