"""The machine that looks: acts at random moments, in the ledger and in the model, compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from dondoc.clock import at
from models.kinds import DecisionKind, Purpose
from tests.orders import province
from tests.orders.ledger_seen import Reachable, look
from tests.orders.model import NOT_DONE, Answer, Days, Owed
from tests.orders.watch import Watch
from tests.orders.world import ADMINISTRATOR, DECIDER, OTHER, World

WHICH = st.sampled_from([None, None, None, *range(12)])
"""Most acts are about one thing, so that its life gets long; some are about another."""
OFFICERS = st.sampled_from([DECIDER, OTHER])
UNDOERS = st.sampled_from([DECIDER, OTHER, ADMINISTRATOR])
MARCH = st.integers(0, 30).map(lambda day: date(2027, 3, 1) + timedelta(days=day))
HOURS = st.sampled_from([(6, 0), (7, 45), (9, 0), (11, 45), (15, 0), (16, 59), (20, 0)])
STARTS = st.sampled_from(
    [date(2027, 2, 26), date(2027, 3, 1), date(2027, 3, 10), date(2027, 3, 12), date(2027, 3, 17)]
)
MORNING, WINDOWS = time(7, 30), (time(8), time(14))
LAST_DAY = date(2027, 4, 30)
DAYS, PLAIN = st.integers(-1, 6), st.booleans()
SAID = st.sampled_from(["done", "done", "done", "nil", NOT_DONE])
WAYS = st.sampled_from(["link", "mail", "paper"])
ASKED = st.sets(
    st.sampled_from([province.FIRST, province.SECOND, province.THIRD, province.NA_HANG]),
    min_size=1,
)
PURPOSES = st.sampled_from([Purpose.CLERK, Purpose.CLERK, Purpose.HEAD])

Act = tuple[Any, ...]
"""The name of a method below, and its values."""


def _act(name: str, *values: st.SearchStrategy[Any]) -> st.SearchStrategy[Act]:
    return st.tuples(st.just(name), *values)


TIME = st.one_of(
    _act("days_pass", st.integers(1, 3)),
    _act("days_pass", st.integers(1, 3)),
    _act("days_pass", st.integers(1, 3)),
    _act("hours_pass", HOURS),
    _act("outage", st.integers(1, 9), HOURS),
    _act("morning"),
    _act("window"),
)
UNIT = st.one_of(
    _act("hand_in", WHICH, SAID, WAYS, st.integers(0, 4)),
    _act("hand_in", WHICH, SAID, WAYS, st.integers(0, 4)),
    _act("ask", WHICH, DAYS, PLAIN),
)
OFFICER = st.one_of(
    _act("accept", WHICH, OFFICERS),
    _act("give_back", WHICH, st.none() | DAYS, PLAIN),
    _act("extend", WHICH, DAYS, PLAIN, OFFICERS),
    _act("refuse", WHICH),
    _act("waive", WHICH, OFFICERS),
    _act("demand", ASKED, DAYS, PLAIN),
)
BACK = st.one_of(
    _act("reopen", WHICH, UNDOERS),
    _act("revoke", WHICH, UNDOERS),
    _act("unreturn", WHICH, UNDOERS),
    _act("withdraw", WHICH, UNDOERS),
    _act("correct_receipt", WHICH, st.integers(-6, 1)),
)
WORLD = st.one_of(
    _act("add_contact", st.sampled_from(province.UNITS), st.integers(1, 2), PURPOSES),
    _act("switch_contact", st.integers(0, 30), st.booleans()),
    _act("correct_calendar", MARCH),
    _act("end_body"),
    _act("edit_plan", st.sampled_from(province.MAY_BE_LOST)),
)
ACTS = st.one_of(TIME, UNIT, UNIT, OFFICER, BACK, WORLD)


class Orders(RuleBasedStateMachine):
    """One example is one life of the province; `new_world` gives it its ledger."""

    new_world: ClassVar[Callable[[datetime], World]]
    acts: ClassVar[int] = 0

    world: World
    owed: dict[int, Owed]

    @initialize(on=STARTS, hour=HOURS, about=st.integers(0, 11))
    def begin(self, on: date, hour: tuple[int, int], about: int) -> None:
        self.about = about
        self.world = type(self).new_world(at(on, *hour))
        self.owed = {}
        self.watch = Watch(self.world, self.owed)
        self.seen = look(self.world)
        self.morning()

    @rule(act=ACTS)
    def act(self, act: Act) -> None:
        """One rule for all: no example goes without time, or without answers."""
        name, *values = act
        getattr(self, name)(*values)

    # Time

    def days_pass(self, days: int) -> None:
        """Days on which everything runs as it should."""
        self._go(self.world.today + timedelta(days=days), (14, 30))

    def hours_pass(self, hour: tuple[int, int]) -> None:
        self._go(self.world.today, hour)
        self._acted("hours")

    def outage(self, days: int, hour: tuple[int, int]) -> None:
        """Nothing runs."""
        if self.world.today < LAST_DAY:
            self.watch.outage()
            self.world.to(self.world.today + timedelta(days=days), *hour)
            self._acted("outage")

    def morning(self) -> None:
        """Started by hand, at whatever hour."""
        self.world.morning()
        self._acted("morning", moved=True)

    def window(self) -> None:
        self.world.window()
        self._acted("window")

    def _go(self, until: date, hour: tuple[int, int]) -> None:
        """What the schedules do on the way: each morning its flows, then the two windows."""
        planned = False
        while self.world.today <= min(until, LAST_DAY):
            on = self.world.today
            for run_at in (MORNING, *WINDOWS):
                last = (on, run_at) > (until, time(*hour))
                if self.world.local.time() > run_at or not self.days.worked(on) or last:
                    continue
                self.world.to(on, run_at.hour, run_at.minute)
                if run_at == MORNING:
                    self.morning()
                else:
                    self.window()
                if planned and run_at == WINDOWS[0]:
                    self.watch.day_worked()
                planned = run_at == MORNING
            if on >= until:
                break
            self.world.to(on + timedelta(days=1), 0)
        self.world.to(until, *hour)

    # What units do

    def hand_in(self, which: int | None, said: str, way: str, earlier: int) -> None:
        number = self._pick(which, self._waits)
        if number is None:
            return
        one, earlier = self.owed[number], earlier if way == "paper" else 0
        received_at = self.world.now - timedelta(days=earlier)
        refused = self.world.hand_in(number, said, way, received_at)
        taken = said != "nil" or one.duty == province.PAPER
        self._answer(refused, one, may=taken and not (one.ended or one.accepted))
        if not refused:
            auto = one.duty == province.PAPER and said != NOT_DONE
            local = self.world.local - timedelta(days=earlier)
            one.hand_in(said, local, self.world.local, accepted=auto)
        self._acted("hand in")

    def ask(self, which: int | None, days: int, plain: bool) -> None:
        number = self._pick(which, self._waits)
        if number is None:
            return
        one = self.owed[number]
        on = self._day(days, plain=plain, after=one.due_on)
        refused = self.world.ask(number, on)
        sensible = self.days.worked(on) and on > max(one.due_on, self.world.today)
        may = sensible and one.waits(self.world.today)
        surely = on >= self.days.first_full(self.world.local) and on <= self._last_on(one)
        self._answer(refused, one, may=may, must=may and surely)
        if not refused:
            one.asks_for, one.asked_on = on, self.world.today
        self._acted("ask")

    # What officers do

    def accept(self, which: int | None, by: int) -> None:
        if one := self._decide(which, DecisionKind.ACCEPTED, lambda one: one.to_decide, by=by):
            one.accept(self.world.today, by=by)
        self._acted("accept")

    def give_back(self, which: int | None, days: int | None, plain: bool) -> None:
        on = None if days is None else self._day(days, plain=plain)
        if one := self._decide(which, DecisionKind.RETURNED, lambda one: one.to_decide, on=on):
            given = on or look(self.world).rows[self._number(one)].due_on
            self.watch.date_given(given)
            one.give_back(given, self.world.local, self.days.first_full(self.world.local))
        self._acted("return")

    def extend(self, which: int | None, days: int, plain: bool, by: int) -> None:
        number = self._pick(which, self._waits)
        if number is None:
            return
        on, one = self._day(days, plain=plain, after=self.owed[number].due_on), self.owed[number]
        kind, later = DecisionKind.EXTENSION_GRANTED, on > one.due_on
        if self._rule(number, kind, may=later, on=on, by=by):
            self.watch.date_given(on)
            one.extend(on, self.world.today)
            one.granted_by = by
        self._acted("extend")

    def refuse(self, which: int | None) -> None:
        kind = DecisionKind.EXTENSION_REFUSED
        if one := self._decide(which, kind, lambda one: one.asks_for is not None):
            one.refuse()
        self._acted("refuse")

    def waive(self, which: int | None, by: int) -> None:
        if one := self._decide(which, DecisionKind.WAIVED, lambda _: True, by=by):
            one.waive(self.world.today, by=by)
        self._acted("waive")

    def demand(self, units: set[str], days: int, plain: bool) -> None:
        on = self._day(days, plain=plain)
        refused = self.world.demand(sorted(units), on, self.world.today)
        self.watch.answer(refused, may=self._may_give(on) and not units & self.world.lost)
        self._acted("demand", demanded_on=on)

    def correct_receipt(self, which: int | None, days: int) -> None:
        """«Sửa lúc nhận»: the office got the newest version on another day."""
        number = self._pick(which, lambda one: bool(one.answers))
        if number is None:
            return
        on, one = self.world.today + timedelta(days=days), self.owed[number]
        refused = self.world.correct_receipt(number, on)
        if not refused:
            one.answers[-1].received_at = self._noon(on, one.answers[-1])
        self._answer(refused, one, may=bool(one.answers), must=False)
        self._acted("receipt")

    # What is taken back

    def reopen(self, which: int | None, by: int) -> None:
        kind = DecisionKind.REOPENED
        if one := self._undo(which, kind, lambda one: one.accepted or one.ended, by=by):
            one.reopen(self.world.today, self.days.first_full(self.world.local))
        self._acted("reopen")

    def revoke(self, which: int | None, by: int) -> None:
        first, kind = self.days.first_full(self.world.local), DecisionKind.EXTENSION_REVOKED
        may = lambda one: bool(  # noqa: E731 - one line, read where it stands
            one.grant and one.waits(self.world.today) and one.due_on > first
        )
        if one := self._undo(which, kind, may, by=by):
            one.revoke(first)
        self._acted("revoke")

    def unreturn(self, which: int | None, by: int) -> None:
        first, kind = self.days.first_full(self.world.local), DecisionKind.RETURN_WITHDRAWN
        may = lambda one: one.given_back and not one.ended  # noqa: E731
        if one := self._undo(which, kind, may, by=by):
            one.unreturn(self.world.today, first)
        self._acted("unreturn")

    def withdraw(self, which: int | None, by: int) -> None:
        kind = DecisionKind.DEMAND_WITHDRAWN
        may = lambda one: one.duty == province.DEMAND and not one.ended  # noqa: E731
        if one := self._undo(which, kind, may, by=by):
            one.withdraw(self.world.today, by=by)
        self._acted("withdraw")

    def _decide(
        self,
        which: int | None,
        kind: DecisionKind,
        may: Callable[[Owed], bool],
        *,
        on: date | None = None,
        by: int = DECIDER,
    ) -> Owed | None:
        number = self._pick(which, lambda one: not one.ended and may(one))
        if number is None:
            return None
        one = self.owed[number]
        return one if self._rule(number, kind, may=may(one), on=on, by=by) else None

    def _rule(
        self, number: int, kind: DecisionKind, *, may: bool, on: date | None, by: int
    ) -> bool:
        one = self.owed[number]
        allowed = may and not one.ended and (on is None or self._may_give(on))
        refused = self.world.decide(number, kind, on=on, by=by)
        self._answer(refused, one, may=allowed, must=on is None or on <= self._last_on(one))
        return not refused

    def _undo(
        self, which: int | None, kind: DecisionKind, may: Callable[[Owed], bool], *, by: int
    ) -> Owed | None:
        """By whom it was done, nobody takes it back but an administrator."""
        number = self._pick(which, may)
        if number is None:
            return None
        one = self.owed[number]
        did = {
            DecisionKind.REOPENED: one.ended_by,
            DecisionKind.EXTENSION_REVOKED: one.granted_by,
            DecisionKind.DEMAND_WITHDRAWN: DECIDER,
            DecisionKind.RETURN_WITHDRAWN: DECIDER,
        }[kind]
        gone = one.unit == province.ENDING and self.world.ended_on is not None
        allowed = may(one) and (by == ADMINISTRATOR or by != did)
        refused = self.world.decide(number, kind, by=by)
        self._answer(refused, one, may=allowed, must=not gone)
        return None if refused else one

    def _waits(self, one: Owed) -> bool:
        return one.waits(self.world.today)

    def _may_give(self, on: date) -> bool:
        return self.days.worked(on) and on >= self.days.first_full(self.world.local)

    def _answer(self, refused: str, one: Owed, *, may: bool, must: bool = True) -> None:
        """Nothing is done of a duty that the plan's files have lost; of a lost unit it may be."""
        may = may and one.duty not in self.world.lost
        self.watch.answer(refused, may=may, must=may and must and self.watch.known(one))

    # People, bodies, calendar, plan

    def add_contact(self, unit: str, position: int, purpose: Purpose) -> None:
        here = (unit, purpose.value, position)
        held = any((c.unit, c.purpose, c.position) == here for c in self._in_use())
        self.watch.answer(self.world.add_contact(unit, position, purpose), may=not held)
        self._acted("contact")

    def switch_contact(self, which: int, off: bool) -> None:
        numbers = sorted(self.seen.contacts)
        number = numbers[which % len(numbers)]
        if self.seen.contacts[number].disabled != off:
            self.world.switch_contact(number, off=off)
        self._acted("contact")

    def _in_use(self) -> list[Reachable]:
        return [one for one in self.seen.contacts.values() if not one.disabled]

    def correct_calendar(self, on: date) -> None:
        """A day off more, or one that was wrongly off."""
        if on.weekday() < 5:
            self.world.off = self.world.off ^ {on}
        self._acted("calendar")

    def end_body(self) -> None:
        """It ends with today; from tomorrow its heir stands where it stood."""
        if self.world.ended_on is None:
            self.world.ended_on = self.world.today
        self._acted("end")

    def edit_plan(self, code: str) -> None:
        """A line taken out under open work, or put back."""
        self.world.lost = self.world.lost ^ {code}
        self._acted("plan")

    # Comparing

    @property
    def days(self) -> Days:
        return Days(self.world.off | province.HOLIDAYS)

    def _day(self, days: int, *, plain: bool, after: date = date.min) -> date:
        """So many days after today or that day: working days, or plain ones that may be off."""
        base = max(self.world.today, after)
        return base + timedelta(days=days) if plain or days <= 0 else self.days.after(base, days)

    def _last_on(self, one: Owed) -> date:
        """Until here a date is surely taken: a working day before the level above reports."""
        return province.LAST_OF_REPORT if one.duty == province.REPORT else date.max

    def _number(self, one: Owed) -> int:
        return next(number for number, other in self.owed.items() if other is one)

    def _noon(self, on: date, answer: Answer) -> datetime:
        """An hour is not known: noon, yet not after it was recorded that day."""
        noon = datetime.combine(on, time(12))
        return min(noon, answer.recorded_at) if on == answer.recorded_at.date() else noon

    def _pick(self, which: int | None, likely: Callable[[Owed], bool]) -> int | None:
        """That one, or one of which the act makes sense: first what this life is about."""
        numbers = sorted(self.owed)
        if which is not None or not numbers:
            return numbers[(which or 0) % len(numbers)] if numbers else None
        start = self.about % len(numbers)
        around = numbers[start:] + numbers[:start]
        return next((number for number in around if likely(self.owed[number])), around[0])

    def _acted(self, act: str, *, moved: bool = False, demanded_on: date | None = None) -> None:
        """Compare, then send what cannot wait, as every door does once its act is committed."""
        Orders.acts += 1
        self.seen = self.watch.after(act, self.seen, moved=moved, demanded_on=demanded_on)
        if self.world.hurries():
            self.world.at_once()
            self.seen = self.watch.after("at once", self.seen)

    def teardown(self) -> None:
        if hasattr(self, "watch"):
            self.watch.at_the_end()
