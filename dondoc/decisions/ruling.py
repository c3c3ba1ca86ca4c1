"""What an officer wants decided, and what must hold before it is: right, sense and date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dondoc import access
from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.calendar.given_dates import extension_from
from dondoc.clock import local_date
from dondoc.forms.reason import UNIT_READS_IT, read_reason
from dondoc.forms.typed_dates import FARTHEST, TOO_FAR, too_soon
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import Facts
from dondoc.rounds.standing import NOT_WANTED, StandingKind, standing
from models import Account
from models.kinds import DecisionKind

_NEEDS_REASON = frozenset(
    {DecisionKind.RETURNED, DecisionKind.EXTENSION_REFUSED, DecisionKind.WAIVED}
)


@dataclass(frozen=True)
class Ruling:
    """A decision as somebody wants it; `everyone`: of all whom the same round still asks.

    `seen` is what he looked at (`meanwhile.seen_mark`); empty for who looked at no page.
    """

    kind: DecisionKind
    reason: str = ""
    new_due_on: date | None = None
    everyone: bool = False
    seen: str = ""


def check_right(
    rulebook: Rulebook, duty: Duty, facts: Facts, account: Account, *, now: datetime
) -> None:
    """Raises Refused for accounts that may not decide, and for the one that handed it in."""
    registry, today = rulebook.registry, local_date(now)
    about = access.about_duty(registry, duty, today, unit=registry.unit(facts.unit_code))
    access.require(access.who(account, registry, today), access.Act.DECIDE, about)
    if facts.last and facts.last.recorded_by == Actor.account(account.id):
        wanted = "người đã nhập báo cáo này không tự quyết định; hãy nhờ cán bộ khác"
        raise Refused(Problem("account", account.address, wanted, "Tài khoản"))


def check_sense(facts: Facts, ruling: Ruling, *, now: datetime) -> None:
    """Raises Refused where there is nothing of the kind to decide, or the reason is missing."""
    here = standing(facts, now)
    accepted = any(one.kind is DecisionKind.ACCEPTED for one in facts.ended)
    settled = here.kind is StandingKind.NOT_DONE and accepted
    if settled or here.kind in NOT_WANTED | {StandingKind.COMPLETED}:
        raise Refused(Problem("decision", "", "việc này đã kết thúc", "Quyết định"))
    stands = here.paper or here.kind
    answered = here.unruled or stands in (StandingKind.SUBMITTED, StandingKind.NOT_DONE)
    if ruling.kind in (DecisionKind.ACCEPTED, DecisionKind.RETURNED) and not answered:
        wanted = "chưa có gì để chấp nhận hay trả lại; đơn vị chưa gửi hoặc đã được trả lại"
        raise Refused(Problem("decision", "", wanted, "Quyết định"))
    if ruling.kind is DecisionKind.RETURNED and facts.parent_id is not None and not facts.chased:
        wanted = "cơ quan cấp trên trả lời thay đơn vị này; hãy trả lại văn bản của cơ quan đó"
        raise Refused(Problem("decision", "", wanted, "Quyết định"))
    read_reason(ruling.reason, wanted=UNIT_READS_IT if ruling.kind in _NEEDS_REASON else "")
    if ruling.kind is DecisionKind.EXTENSION_REFUSED and facts.request is None:
        raise Refused(Problem("decision", "", "đơn vị chưa xin gia hạn", "Quyết định"))


def no_extension(due_on: date, above_on: date | None) -> str:
    """Why no later date can be given at all."""
    above = f" ({weekday_date(above_on)})" if above_on else ""
    return (
        f"không lùi được nữa: {weekday_date(due_on)} đã là ngày cuối trước khi cấp trên phải báo"
        f" cáo{above}"
    )


def date_problems(
    rulebook: Rulebook,
    duty: Duty,
    facts: Facts,
    wanted_on: date,
    *,
    kind: DecisionKind,
    now: datetime,
) -> list[Problem]:
    """What is wrong with a new date: not later, a day off, too soon to be heard of, too late.

    An extension is later than the present date; a return may give any that can be kept.
    """
    field = "asked_on" if kind is DecisionKind.EXTENSION_ASKED else "new_due_on"
    room = rulebook.date_room(duty, facts.period, now)
    extends, workdays = kind is not DecisionKind.RETURNED, rulebook.workdays
    first_on = extension_from(room, facts.due_on, workdays) if extends else room.earliest_on
    if first_on is None:
        wanted = no_extension(facts.due_on, rulebook.report_above_on(duty, facts.period))
        return [Problem(field, short_date(wanted_on), wanted, "Hạn mới")]
    wanted = ""
    if not workdays.is_workday(wanted_on):
        after = max(workdays.roll_forward(wanted_on), first_on)
        near = after if room.last_on is None else min(after, room.last_on)
        wanted = f"là ngày nghỉ; hãy chọn ngày làm việc, ví dụ {weekday_date(near)}"
    elif extends and wanted_on <= facts.due_on:
        wanted = f"phải sau hạn hiện nay, {weekday_date(facts.due_on)}"
    elif wanted_on < room.earliest_on:
        wanted = too_soon(room.earliest_on)
    elif room.last_on is not None and wanted_on > room.last_on:
        wanted = f"muộn nhất là {weekday_date(room.last_on)}, trước ngày cấp trên phải báo cáo"
    elif (wanted_on - local_date(now)).days > FARTHEST:
        wanted = TOO_FAR
    return [Problem(field, short_date(wanted_on), wanted, "Hạn mới")] if wanted else []
