"""The machine that looks: acts at random moments, in the ledger and in the model, compared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from dondoc.clock import at
from models.kinds import DecisionKind, Purpose
from tests.orders import province
from tests.orders.ledger_seen import look
from tests.orders.model import NOT_DONE, Days, Owed
from tests.orders.watch import Watch
from tests.orders.world import World

WHICH = st.sampled_from([None, None, None, *range(12)])
"""Most acts are about one thing, so that its life gets long; some are about another."""
MARCH = st.integers(0, 30).map(lambda day: date(2027, 3, 1) + timedelta(days=day))
HOURS = st.sampled_from([(6, 0), (7, 45), (9, 0), (11, 45), (15, 0), (16, 59), (20, 0)])
STARTS = st.sampled_from(
    [date(2027, 2, 26), date(2027, 3, 1), date(2027, 3, 10), date(2027, 3, 12), date(2027, 3, 17)]
)
LAST_DAY = date(2027, 4, 30)


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

    # Time

    @rule(days=st.integers(1, 3))
    def days_pass(self, days: int) -> None:
        """Days on which everything runs as it should."""
        self._go(self.world.today + timedelta(days=days), (14, 30))

    @rule(hour=HOURS)
    def hours_pass(self, hour: tuple[int, int]) -> None:
        self._go(self.world.today, hour)
        self._acted("hours")

    @rule(days=st.integers(1, 9), hour=HOURS)
    def outage(self, days: int, hour: tuple[int, int]) -> None:
        """Nothing runs."""
        if self.world.today < LAST_DAY:
            self.watch.outage()
            self.world.to(self.world.today + timedelta(days=days), *hour)
            self._acted("outage")

    @rule()
    def morning(self) -> None:
        """Started by hand, at whatever hour."""
        self._morning()

    @rule()
    def window(self) -> None:
        self._window()

    def _go(self, until: date, hour: tuple[int, int]) -> None:
        """What the schedules do on the way: each morning its flows, then the two windows."""
        while self.world.today <= min(until, LAST_DAY):
            on = self.world.today
            for run_at, run in ((time(7, 30), self._morning), (time(8), self._first), (time(14), self._window)):
                last = (on, run_at) > (until, time(*hour))
                if self.world.local.time() <= run_at and self.days.worked(on) and not last:
                    self.world.to(on, run_at.hour, run_at.minute)
                    run()
            if on >= until:
                break
            self.world.to(on + timedelta(days=1), 0)
        self.world.to(until, *hour)

    def _first(self) -> None:
        self._window()
        self.watch.day_worked()

    def _window(self) -> None:
        self.world.window()
        self._acted("window")

    def _morning(self) -> None:
        self.world.morning()
        self._acted("morning", moved=True)

    # What units do

    @rule(
        which=WHICH,
        said=st.sampled_from(["done", "done", "done", "nil", NOT_DONE]),
        way=st.sampled_from(["link", "mail", "paper"]),
        earlier=st.integers(0, 4),
    )
    def hand_in(self, which: int | None, said: str, way: str, earlier: int) -> None:
        number = self._pick(which)
        if number is None:
            return
        earlier = earlier if way == "paper" else 0
        received_at = self.world.now - timedelta(days=earlier)
        refused = self.world.hand_in(number, said, way, received_at)
        one = self.owed[number]
        nil_taken = one.duty == province.PAPER
        self.watch.answer(refused, may=not (one.ended or one.accepted) and (said != "nil" or nil_taken))
        if not refused:
            auto = one.duty == province.PAPER and said != NOT_DONE
            one.hand_in(said, self.world.today - timedelta(days=earlier), accepted=auto)
        self._acted("hand in")

    @rule(which=WHICH, days=st.integers(-2, 6), off=st.booleans())
    def ask(self, which: int | None, days: int, off: bool) -> None:
        number = self._pick(which)
        if number is None:
            return
        on, one = self._day(days, off=off), self.owed[number]
        refused = self.world.ask(number, on)
        sensible = self.days.worked(on) and on > max(one.due_on, self.world.today)
        may = one.waits(self.world.today) and sensible
        self.watch.answer(refused, may=may, must=may and on <= self._last_on(one))
        if not refused:
            one.asks_for = on
        self._acted("ask")

    # What officers do

    @rule(which=WHICH)
    def accept(self, which: int | None) -> None:
        number = self._decide(which, DecisionKind.ACCEPTED, self._has_paper)
        if number is not None:
            self.owed[number].accept()
        self._acted("accept")

    @rule(which=WHICH, days=st.none() | st.integers(-1, 6), off=st.booleans())
    def give_back(self, which: int | None, days: int | None, off: bool) -> None:
        on = None if days is None else self._day(days, off=off)
        number = self._decide(which, DecisionKind.RETURNED, self._has_paper, on=on)
        if number is not None:
            given = on or look(self.world).rows[number].due_on
            self.watch.date_given(given)
            self.owed[number].give_back(given)
        self._acted("return")

    @rule(which=WHICH, days=st.integers(-1, 8), off=st.booleans())
    def extend(self, which: int | None, days: int, off: bool) -> None:
        on = self._day(days, off=off)
        number = self._decide(which, DecisionKind.EXTENSION_GRANTED, self._may_extend(on), on=on)
        if number is not None:
            self.watch.date_given(on)
            self.owed[number].extend(on, self.world.today)
        self._acted("extend")

    @rule(which=WHICH)
    def refuse(self, which: int | None) -> None:
        asked = lambda one: one.asks_for is not None
        number = self._decide(which, DecisionKind.EXTENSION_REFUSED, asked)
        if number is not None:
            self.owed[number].refuse()
        self._acted("refuse")

    @rule(which=WHICH)
    def waive(self, which: int | None) -> None:
        number = self._decide(which, DecisionKind.WAIVED, lambda _: True)
        if number is not None:
            self.owed[number].waive(self.world.today)
        self._acted("waive")

    @rule(
        units=st.sets(
            st.sampled_from([province.FIRST, province.SECOND, province.THIRD, province.NA_HANG]),
            min_size=1,
        ),
        days=st.integers(-1, 8),
        off=st.booleans(),
    )
    def demand(self, units: set[str], days: int, off: bool) -> None:
        on = self._day(days, off=off)
        refused = self.world.demand(sorted(units), on, self.world.today)
        good = self.days.worked(on) and on >= self.days.first_full(self.world.local)
        self.watch.answer(refused, may=good)
        self._acted("demand", demanded_on=on)

    def _decide(
        self,
        which: int | None,
        kind: DecisionKind,
        may: Callable[[Owed], bool],
        *,
        on: date | None = None,
    ) -> int | None:
        number = self._pick(which)
        if number is None:
            return None
        one = self.owed[number]
        refused = self.world.decide(number, kind, on=on)
        allowed = not one.ended and may(one)
        if on is not None:
            allowed = allowed and self._may_give(on)
        must = allowed and (on is None or on <= self._last_on(one))
        self.watch.answer(refused, may=allowed, must=must)
        return None if refused else number

    def _has_paper(self, one: Owed) -> bool:
        return one.paper(self.world.today) in ("submitted", "not_done")

    def _may_extend(self, on: date) -> Callable[[Owed], bool]:
        return lambda one: on > one.due_on

    def _may_give(self, on: date) -> bool:
        return self.days.worked(on) and on >= self.days.first_full(self.world.local)

    # People, bodies, calendar, plan

    @rule(
        unit=st.sampled_from(province.UNITS),
        position=st.integers(1, 2),
        purpose=st.sampled_from([Purpose.CLERK, Purpose.CLERK, Purpose.HEAD]),
    )
    def add_contact(self, unit: str, position: int, purpose: Purpose) -> None:
        self.world.add_contact(unit, position, purpose)
        self._acted("contact")

    @rule(which=st.integers(0, 30), off=st.booleans())
    def switch_contact(self, which: int, off: bool) -> None:
        numbers = sorted(self.seen.contacts)
        self.world.switch_contact(numbers[which % len(numbers)], off=off)
        self._acted("contact")

    @rule(on=MARCH)
    def correct_calendar(self, on: date) -> None:
        """A day off more, or one that was wrongly off."""
        if on.weekday() < 5:
            self.world.off = self.world.off ^ {on}
        self._acted("calendar")

    @rule()
    def end_body(self) -> None:
        """It ends with today; from tomorrow its heir stands where it stood."""
        if self.world.ended_on is None:
            self.world.ended_on = self.world.today
        self._acted("end")

    # Comparing

    @property
    def days(self) -> Days:
        return Days(self.world.off | province.HOLIDAYS)

    def _day(self, days: int, *, off: bool) -> date:
        """So many days after today: working days, or plain ones that may be off."""
        today = self.world.today
        if off or days <= 0:
            return today + timedelta(days=days)
        return self.days.after(today, days)

    def _last_on(self, one: Owed) -> date:
        """Until here a date is surely taken: a working day before the level above reports."""
        return province.LAST_OF_REPORT if one.duty == province.REPORT else date.max

    def _pick(self, which: int | None) -> int | None:
        numbers = sorted(self.owed)
        if which is None:
            which = self.about
        return numbers[which % len(numbers)] if numbers else None

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
