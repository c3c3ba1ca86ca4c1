"""A small province of 2027: nine bodies, four duties, one month; real data, cut down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from dondoc.calendar.days_off_file import DaysOffDecision, DecidedDay
from dondoc.calendar.workdays import Workdays
from dondoc.plan.bodies import Binding, Unit
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.plan.schema import Duty, Share

REPORT, DISTRICT, PAPER, DEMAND, ABOVE = (
    "III.1.1.c",  # four times a year, under the report of the level above
    "III.1.1.b1",  # a district answers with its communes
    "III.1.3.b1",  # accepted by the rule itself
    "III.1.2.a5.2",  # on demand
    "III.1.2.a4",  # the report of the level above
)
LIVED = (REPORT, DISTRICT, PAPER, DEMAND)
OFFICE, CHANCERY, COMMITTEE = "so-noi-vu", "van-phong-ubnd", "ubnd-tinh"
FIRST, SECOND, THIRD, ENDING, HEIR = (
    "so-tai-chinh",
    "so-y-te",
    "so-tu-phap",
    "so-cong-thuong",
    "so-xay-dung",
)
NA_HANG, COMMUNES = "huyen-na-hang", ("xa-02221-2021", "xa-02227-2021")
UNITS = (OFFICE, CHANCERY, COMMITTEE, FIRST, SECOND, THIRD, ENDING, HEIR, NA_HANG, *COMMUNES)
_ROLES = {
    "so_noi_vu": (OFFICE,),
    "van_phong_ubnd": (CHANCERY,),
    "so_nganh": (FIRST, SECOND, THIRD, ENDING),
    "co_quan_kstthc": (FIRST, ENDING),
    "cap_huyen": (NA_HANG,),
    "cap_xa": COMMUNES,
}
CLOSES = {PAPER: date(2027, 3, 22), DISTRICT: date(2027, 4, 6)}
"""The last day on which it can be done; the report above never comes, a demand never closes."""

_RULES = {
    REPORT: {"due": "min(cutoff + 2wd, D18 back - 1wd)"},
    DISTRICT: {
        "opens": "03-01 forward",
        "closes": f"{CLOSES[DISTRICT]:%m-%d}",
        "notify_children": True,
        "children_title": "Triển khai",
    },
    PAPER: {
        "opens": "03-01 forward",
        "due": "03-10",
        "closes": f"{CLOSES[PAPER]:%m-%d}",
        "nil_allowed": True,
    },
    DEMAND: {},
    ABOVE: {},
}
_ASKED = {REPORT: ("so_nganh",), DISTRICT: ("cap_huyen",), DEMAND: ("so_nganh", "cap_huyen")}


@cache
def registry(ended_on: date | None = None, lost: frozenset[str] = frozenset()) -> Registry:
    """With a day, one body ends on it and has its heir; `lost` are lines taken out."""
    shipped = load_rulebook().registry
    plan = shipped.plan
    duties = [_duty(plan.duty(code)) for code in _RULES if code not in lost]
    units = [_unit(shipped.unit(code), ended_on) for code in UNITS if code not in lost]
    roles = [
        shipped.role(name).model_copy(update={"units": _bound(set(members) - lost)})
        for name, members in _ROLES.items()
    ]
    return Registry(plan.model_copy(update={"duties": tuple(duties)}), roles, units)


def _duty(duty: Duty) -> Duty:
    changes: dict[str, object] = {"from_on": None, "to_on": None, **_RULES[duty.code]}
    if duty.code in _ASKED:
        changes["responsible"] = tuple(Share(role=one) for one in _ASKED[duty.code])
    return duty.model_copy(update=changes)


def _unit(unit: Unit, ended_on: date | None) -> Unit:
    changes: dict[str, object] = {"to_on": None}
    if unit.code == ENDING and ended_on:
        changes = {"to_on": ended_on, "successor": HEIR}
    return unit.model_copy(update=changes)


def _bound(units: Iterable[str]) -> tuple[Binding, ...]:
    return tuple(Binding(unit=one, confirmed=True) for one in sorted(units))


@cache
def workdays(off: frozenset[date]) -> Workdays:
    """The shipped calendar, and these days off besides."""
    shipped = load_rulebook().workdays
    if not off:
        return shipped
    days = [DecidedDay(date=on, label="nghỉ bù") for on in sorted(off)]
    more = DaysOffDecision(
        year=2027, title="Nghỉ bù", source="kiểm thử", confirmed=True, days_off=days
    )
    return Workdays((*shipped.decisions, more))


@cache
def rulebook(
    off: frozenset[date] = frozenset(),
    ended_on: date | None = None,
    lost: frozenset[str] = frozenset(),
) -> Rulebook:
    """What holds with these days off."""
    return Rulebook(registry(ended_on, lost), workdays(off))


HOLIDAYS = frozenset({date(2027, 4, 16), date(2027, 4, 30)})
"""Off on the shipped calendar, in these weeks, besides Saturdays and Sundays."""
MAY_BE_LOST = (REPORT, PAPER, THIRD)
"""Lines that an edit of the plan takes out under open work, and puts back."""
LAST_OF_REPORT = date(2027, 3, 16)
"""Until this day any date of the report is before the level above's, whatever days are off."""
