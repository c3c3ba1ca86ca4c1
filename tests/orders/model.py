"""What each act means for who owes what, in plain Python: no word of the program.

What the issue says is right stands here, whatever the code does (decision 0031). A day is a
`date`, an instant is local and naive. `machine` does each act here and in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

DONE, NIL, NOT_DONE = "done", "nil", "not_done"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """Which days are worked, and when a unit hears of what is decided now."""

    off: frozenset[date] = frozenset()

    def worked(self, on: date) -> bool:
        return on.weekday() < 5 and on not in self.off

    def forward(self, on: date) -> date:
        return on if self.worked(on) else self.forward(on + DAY)

    def after(self, on: date, days: int = 1) -> date:
        for _ in range(days):
            on = self.forward(on + DAY)
        return on

    def heard_on(self, now: datetime) -> date:
        """Of a working day until its office closes; else when the next one opens."""
        still_open = self.worked(now.date()) and now.time() < time(17)
        return now.date() if still_open else self.after(now.date())

    def first_full(self, now: datetime) -> date:
        """The earliest date that may be given now: the first full working day after it is heard."""
        return self.after(self.heard_on(now))


@dataclass
class Answer:
    """One version handed in; `again_by` is the date that its return gave."""

    said: str
    received_on: date
    again_by: date | None = None


@dataclass
class Owed:
    """One thing asked of one unit: `due_on` is wanted, lateness is judged by `judged_on`."""

    duty: str
    unit: str
    opens_on: date
    due_on: date
    judged_on: date
    given: bool = False  # a person gave its date: the calendar moves it no more
    above: Owed | None = None
    below: list[Owed] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    accepted: bool = False
    waived: bool = False
    asks_for: date | None = None  # a later date that waits for an officer

    # Where it stands

    @property
    def last(self) -> Answer | None:
        """The answer that stands: none, or the newest that was not returned."""
        return self.answers[-1] if self.answers and not self.answers[-1].again_by else None

    @property
    def handed(self) -> bool:
        return any(one.said != NOT_DONE for one in self.answers)

    @property
    def whole(self) -> bool:
        """Has everybody under it answered?"""
        return all(one.waived or one.last for one in self.below)

    @property
    def ended(self) -> bool:
        return self.waived or (self.accepted and self.whole)

    def paper(self, today: date) -> str:
        """Where the unit's own answer stands."""
        if self.waived:
            return "waived"
        if self.last and self.last.said != NOT_DONE:
            return "completed" if self.accepted else "submitted"
        if self.last:
            return "not_done"
        return self._without(today)

    def _without(self, today: date) -> str:
        if self.due_on < today:
            return "overdue"
        if self.answers:
            return "returned"
        return "open" if self.opens_on <= today else "upcoming"

    def standing(self, today: date) -> str:
        own = self.paper(today)
        if own not in ("completed", "submitted") or self.whole:
            return own
        return "overdue" if self.due_on < today else "open"

    def waits(self, today: date) -> bool:
        """Is it the unit's turn?"""
        return self.standing(today) in ("open", "returned", "overdue")

    @property
    def on_time(self) -> bool:
        """In the office by the date judged by, and after each return by the date it gave."""
        handed = [one for one in self.answers if one.said != NOT_DONE]
        returned = [number for number, one in enumerate(handed) if one.again_by]
        first = handed[: returned[0] + 1] if returned else handed
        if not first or min(one.received_on for one in first) > self.judged_on:
            return False
        if any(one.answers[0].received_on > self.judged_on for one in self.below if one.last):
            return False
        again = ((self.answers[at].again_by, self._next(at)) for at in range(len(self.answers)))
        return all(not by or not one or one.received_on <= by for by, one in again)

    def _next(self, at: int) -> Answer | None:
        return next((one for one in self.answers[at + 1 :] if one.said != NOT_DONE), None)

    # What is done

    def hand_in(self, said: str, received_on: date, *, accepted: bool) -> None:
        self.answers.append(Answer(said, received_on))
        self.accepted = accepted
        self._settle()

    def give_back(self, again_by: date) -> None:
        """By a date of its own; what lateness is judged by stays."""
        self.answers[-1].again_by = again_by
        self.due_on, self.given, self.accepted = again_by, True, False

    def extend(self, due_on: date, today: date) -> None:
        """Lateness is judged by the new date where nothing was handed in yet."""
        self.due_on, self.given, self.asks_for = due_on, True, None
        if not self.handed:
            self.judged_on = max(self.judged_on, due_on)
        if self.answers and not self.last:
            self.answers[-1].again_by = due_on
        for one in self.below:
            if one.due_on < due_on and (one.waits(today) or one.standing(today) == "upcoming"):
                one.extend(due_on, today)

    def refuse(self) -> None:
        self.asks_for = None

    def accept(self) -> None:
        self.accepted = True
        self._settle()

    def waive(self, today: date) -> None:
        self.waived = True
        for one in self.below:
            if one.waits(today) or one.standing(today) == "upcoming":
                one.waive(today)
        self._settle()

    def follow(self, rule_on: date) -> None:
        """The calendar gives another date, and nothing has been answered."""
        self.due_on = self.judged_on = rule_on

    def _settle(self) -> None:
        """Who answers for others is done with them: what they did is accepted with it."""
        top = self.above or self
        if top.accepted and top.whole:
            for one in top.below:
                one.accepted = one.accepted or one.paper(date.min) == "submitted"


def count(some: Iterable[Owed], today: date) -> dict[str, int]:
    """The figures of a round: each of those asked, once."""
    stands = [(one.standing(today), one.on_time) for one in some]
    kinds = [kind for kind, _on_time in stands]
    return {
        "asked": len(kinds),
        "handed_in": kinds.count("completed") + kinds.count("submitted"),
        "on_time": sum(on_time for kind, on_time in stands if kind in ("completed", "submitted")),
        "overdue": kinds.count("overdue"),
        "not_done": kinds.count("not_done"),
        "returned": kinds.count("returned"),
        "waived": kinds.count("waived"),
        "waiting": kinds.count("submitted"),
    }
