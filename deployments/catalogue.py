"""Every deployment as it should be: one source for prefect.yaml and for the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from deployments.description import (
    describe_dispatch,
    describe_duty,
    describe_follow_up,
    describe_housekeeping,
    lead_name,
    quote,
)
from deployments.schedule import (
    DAWN,
    LAST_IN_THE_MORNING,
    MORNING,
    NIGHT,
    Moment,
    Range,
    at_time,
    rdate,
)
from dondoc.calendar.ladder import ladder_for
from dondoc.calendar.sending_hours import WINDOWS
from dondoc.calendar.service_names import (
    dispatch_name,
    follow_up_name,
    housekeeping_name,
    recheck_name,
    scan_name,
)
from dondoc.messages.environment import phrases
from dondoc.plan.agenda import agenda
from dondoc.plan.features import Feature, demanded_of, duties_of, first_of
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty

POOL = "don-doc"
OURS = "Đôn Đốc"
"""The tag by which our deployments are known on a shared server."""

PULL: list[dict[str, Any]] = [{"deployments.enter_home.enter_home": {}}]
"""Nothing in it is filled in while deploying: `prefect deploy` and `dondoc apply` give the same."""

FOLLOW_UP = "don-doc-sau-han"
DISPATCH = "phat-hanh"
RECORD = "ghi-nhan-ket-qua"
DEMAND = "yeu-cau-dot-xuat"
CONTROL = "dieu-hanh-gui-tin"
HOUSEKEEPING = "bao-duong"
SCAN = "quet-cong-khai-tthc"
RECHECK = "kiem-tra-lai-cong-khai-tthc"

STAGGER = timedelta(seconds=25)
"""Duties start apart, so that a small machine is not asked for fifty runs at once; a plan of more
duties than the morning has room for starts them closer together, never two at one time."""


@dataclass(frozen=True)
class Timetable:
    """One schedule: exact moments, or a cron line where it is every day of the year."""

    slug: str
    moments: tuple[Moment, ...] = ()
    cron: str = ""
    name_at: Callable[[datetime], str] | None = None

    @property
    def rrule(self) -> str:
        return "" if self.cron else rdate(self.moments)

    def name(self, at: datetime) -> str | None:
        """The name of the run of that local wall time; None for a time that is not in it."""
        if self.name_at:
            return self.name_at(at)
        return next((moment.name for moment in self.moments if moment.at == at), None)


@dataclass(frozen=True)
class Wanted:
    """A deployment as the plan wants it. `flow` is the module and the function in `flows/`."""

    name: str
    flow: str
    description: str
    tags: tuple[str, ...]
    timetables: tuple[Timetable, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    one_at_a_time: bool = False

    @property
    def entrypoint(self) -> str:
        """Dotted: `flows/x.py:f` would put `flows/` first on the path, for good (prefect.md)."""
        return f"flows.{self.flow}.{self.flow}"

    def gives(self, name: str) -> bool:
        """Does the plan give that name to one of its runs, of whatever day?"""
        return any(moment.name == name for table in self.timetables for moment in table.moments)

    def run_name(self, at: datetime) -> str | None:
        """The name of the run planned for that local wall time."""
        names = (table.name(at) for table in self.timetables)
        return next((name for name in names if name), None)


def catalogue(rulebook: Rulebook, days: Range) -> list[Wanted]:
    """One deployment a duty, then the ones that serve them all.

    The duty of following up (flow: follow_up) is carried out by one of those. A service that a plan
    has no duty for is not there.
    """
    plan = rulebook.registry.plan
    duties = [one for one in plan.duties if one.kind == "duty" and one.flow != Feature.FOLLOW_UP]
    starts = _starts(len(duties))
    wanted = [_duty(rulebook, duty, days, at) for duty, at in zip(duties, starts, strict=True)]
    return [*wanted, *_services(rulebook, days)]


def titled(title: str, words: str) -> str:
    """A page of the Prefect UI under a title in words: its name there is a code for machines."""
    return f"## {title}\n\n{words}"


def _starts(count: int) -> Iterator[time]:
    """When so many runs of the morning start, each at a second of its own before `follow_up`."""
    first = datetime.combine(date.min, MORNING)
    room = datetime.combine(date.min, LAST_IN_THE_MORNING) - first
    apart = min(STAGGER, timedelta(seconds=room // timedelta(seconds=1) // max(count, 1)))
    return ((first + index * apart).time() for index in range(count))


def _duty(rulebook: Rulebook, duty: Duty, days: Range, starts: time) -> Wanted:
    shared = len(duties_of(rulebook.registry.plan, duty.flow)) > 1
    found = agenda(
        duty,
        rulebook.registry.plan,
        rulebook.registry,
        rulebook.workdays,
        start_on=days.from_on,
        end_on=days.to_on,
    )
    named: dict[date, list[str]] = {day.on: [day.name(duty)] for day in found}
    for day in rulebook.event_days:
        if day.duty == duty.code and days.from_on <= day.on <= days.to_on:
            named.setdefault(day.on, []).append(day.name)
    moments = tuple(
        Moment(at_time(on, starts), "; ".join(names)) for on, names in sorted(named.items())
    )
    return Wanted(
        name=duty.slug,
        flow=duty.flow,
        description=titled(
            duty.title, describe_duty(rulebook, duty, from_on=days.from_on, to_on=days.to_on)
        ),
        tags=(
            OURS,
            f"Mục {duty.bullet}",
            lead_name(rulebook, duty, days.from_on),
            *_ladders(rulebook, duty, days.from_on),
        ),
        timetables=(Timetable("ngay-co-viec", moments),) if moments else (),
        parameters={"duty": duty.slug} if shared else {},
    )


def _ladders(rulebook: Rulebook, duty: Duty, on: date) -> list[str]:
    """The ladders that its units are on: by request where the duty's own is by order."""
    units = [unit for unit, _role in rulebook.registry.responsible(duty, on)]
    found = {ladder_for(duty.ladder, unit.tone(on)) for unit in units} or {duty.ladder}
    return [f"Bậc {ladder}" for ladder in sorted(found)]


def _services(rulebook: Rulebook, days: Range) -> Iterator[Wanted]:
    worked = days.workdays(rulebook.workdays)
    follows_by = first_of(rulebook.registry.plan, Feature.FOLLOW_UP)
    follows = tuple(Moment(at_time(on, LAST_IN_THE_MORNING), follow_up_name(on)) for on in worked)
    yield Wanted(
        name=FOLLOW_UP,
        flow="follow_up",
        description=titled(
            "Theo dõi, đôn đốc việc đã quá hạn", _quoted(rulebook, follows_by, describe_follow_up())
        ),
        tags=(OURS, *_clause(follows_by), "Mọi nhiệm vụ"),
        timetables=(Timetable("ngay-lam-viec", follows),),
        one_at_a_time=True,
    )
    yield Wanted(
        name=DISPATCH,
        flow="dispatch",
        description=titled("Phát hành thư, tin nhắn", describe_dispatch()),
        tags=(OURS, "Gửi tin"),
        timetables=tuple(_window(worked, opens) for opens in WINDOWS),
        one_at_a_time=True,
    )
    yield from _scans(rulebook, worked)
    yield from _by_hand(rulebook)
    nightly = f"{NIGHT.minute} {NIGHT.hour} * * *"
    yield Wanted(
        name=HOUSEKEEPING,
        flow="housekeeping",
        description=titled("Bảo dưỡng hằng đêm", describe_housekeeping()),
        tags=(OURS, "Bảo dưỡng"),
        timetables=(
            Timetable("hang-dem", cron=nightly, name_at=lambda at: housekeeping_name(at.date())),
        ),
    )


def _scans(rulebook: Rulebook, worked: list[date]) -> Iterator[Wanted]:
    """The week's scan on its first working day; on the others what is open is looked at again."""
    firsts = {on.isocalendar()[:2]: on for on in reversed(worked)}
    weekly = sorted(firsts.values())
    others = [on for on in worked if on not in firsts.values()]
    duty = first_of(rulebook.registry.plan, Feature.PUBLICATION)
    if duty is None:
        return
    book = phrases("deployment")
    yield Wanted(
        name=SCAN,
        flow="publication_scan",
        description=titled("Quét công khai TTHC hằng tuần", _quoted(rulebook, duty, book.scan())),
        tags=(OURS, *_clause(duty)),
        timetables=(_at_dawn("hang-tuan", weekly, scan_name),),
        parameters={"scope": "mọi nguồn"},
        one_at_a_time=True,
    )
    yield Wanted(
        name=RECHECK,
        flow="publication_scan",
        description=titled(
            "Kiểm tra lại sai lệch đang mở", _quoted(rulebook, duty, book.recheck())
        ),
        tags=(OURS, *_clause(duty)),
        timetables=(_at_dawn("ngay-lam-viec", others, recheck_name),),
        parameters={"scope": "nguồn đang có sai lệch"},
        one_at_a_time=True,
    )


def _at_dawn(slug: str, days: list[date], name: Callable[[date], str]) -> Timetable:
    return Timetable(slug, tuple(Moment(at_time(on, DAWN), name(on)) for on in days))


def _by_hand(rulebook: Rulebook) -> Iterator[Wanted]:
    """What an officer runs in the Prefect UI, from a form."""
    yield Wanted(
        name=RECORD,
        flow="record_submission",
        description=titled("Ghi nhận kết quả", phrases("deployment").record_submission()),
        tags=(OURS,),
    )
    if asked := demanded_of(rulebook.registry.plan):
        words = _quoted(rulebook, asked[0], phrases("deployment").demand_report())
        yield Wanted(
            name=DEMAND,
            flow="demand_report",
            description=titled("Yêu cầu báo cáo đột xuất", words),
            tags=(OURS, *_clause(asked[0])),
        )
    yield Wanted(
        name=CONTROL,
        flow="delivery_control",
        description=titled("Điều hành việc gửi tin", phrases("deployment").delivery_control()),
        tags=(OURS, "Gửi tin"),
    )


def _window(worked: list[date], opens: time) -> Timetable:
    moments = (Moment(at_time(on, opens), dispatch_name(at_time(on, opens))) for on in worked)
    return Timetable(f"luc-{opens:%H-%M}", tuple(moments))


def _quoted(rulebook: Rulebook, duty: Duty | None, words: str) -> str:
    """The words under the clause of the duty that wants the service, where the plan has one."""
    if duty is None:
        return words
    return f"{quote(rulebook, duty.bullet, duty.clause)}\n\n{words}"


def _clause(duty: Duty | None) -> tuple[str, ...]:
    return (f"Mục {duty.bullet}",) if duty else ()
