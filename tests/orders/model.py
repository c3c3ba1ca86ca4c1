"""What each act means for who owes what, in plain Python: no word of the program.

What the issue says is right stands here, whatever the code does (decision 0031). A day is a
`date`, an instant is local and naive. `machine` does each act here and in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
    """One version handed in; `again_by` is the date that its return gave, at `returned_at`.

    `deferred`: its reason for not having done it was accepted, until a new date.
    """

    said: str
    received_at: datetime
    recorded_at: datetime
    again_by: date | None = None
    returned_at: datetime | None = None
    deferred: bool = False


def first_on(answers: Sequence[Answer]) -> date:
    """The earliest receipt before the first return of one of these answers."""
    cut = next((at for at, one in enumerate(answers) if one.again_by), len(answers) - 1)
    until = answers[cut].returned_at or answers[cut].recorded_at
    known = (
        one.received_at for at, one in enumerate(answers) if at <= cut or one.received_at < until
    )
    return min(known).date()


@dataclass
class Grant:
    """An extension that holds, and what stood before it."""

    on: date
    due_on: date
    judged_on: date
    again_by: date | None
    asked: date | None
    deferred: bool


@dataclass
class Before:
    """What stood before a return."""

    on: date
    due_on: date
    judged_on: date
    asks_for: date | None
    asked_on: date


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
    withdrawn: bool = False
    ended_on: date = date.max  # accepted, waived or withdrawn on that day
    ended_by: int = 0  # the account that did it; 0 for a rule
    looked_at: bool = False  # its acceptance was taken back: no rule accepts it again
    asks_for: date | None = None  # a later date that waits for an officer
    asked_on: date = date.max
    grant: Grant | None = None  # where the present date is an extension's
    granted_by: int = 0
    before_return: Before | None = None  # where the newest answer was given back
    heard_of: bool = True  # the unit was told of it, or can be
    closed: bool = False  # its period was over without it, and no date was given since

    # Where it stands

    @property
    def last(self) -> Answer | None:
        """The answer that stands: none, or the newest that was neither returned nor deferred."""
        newest = self.answers[-1] if self.answers else None
        return newest if newest and not (newest.again_by or newest.deferred) else None

    @property
    def given_back(self) -> bool:
        return bool(self.answers) and self.answers[-1].again_by is not None

    @property
    def whole(self) -> bool:
        """Has everybody under it answered?"""
        return all(one.waived or one.last for one in self.below)

    @property
    def handed(self) -> bool:
        return self.whole and any(one.said != NOT_DONE for one in self.answers)

    @property
    def ended(self) -> bool:
        return self.waived or self.withdrawn or (self.accepted and self.whole)

    def paper(self, today: date) -> str:
        """Where the unit's own answer stands."""
        if self.waived or self.withdrawn:
            return "waived" if self.waived else "withdrawn"
        if self.last and self.last.said != NOT_DONE:
            return "completed" if self.accepted else "submitted"
        late = self.due_on < today
        if self.last and (self.accepted or self.above or not late):
            return "not_done"
        if late:
            return self._late if self.heard_of or self.answers else "unreached"
        if any(one.again_by for one in self.answers):
            return "returned"
        return "open" if self.opens_on <= today else "upcoming"

    def standing(self, today: date) -> str:
        own = self.paper(today)
        if own not in ("completed", "submitted") or self.whole:
            return own
        return self._late if self.due_on < today else "open"

    @property
    def _late(self) -> str:
        return "closed" if self.closed else "overdue"

    def waits(self, today: date) -> bool:
        """Is it the unit's turn?"""
        return self.standing(today) in ("open", "returned", "overdue", "unreached")

    @property
    def to_decide(self) -> bool:
        """Is there an answer that nobody has decided on?"""
        return self.last is not None and not (self.accepted or self.waived or self.withdrawn)

    def owes(self, today: date) -> bool:
        return self.waits(today) or self.standing(today) == "upcoming"

    @property
    def on_time(self) -> bool:
        """In the office by the date judged by, and after each return by the date it gave."""
        handed = [one for one in self.answers if one.said != NOT_DONE]
        if not handed or first_on(handed) > self.judged_on:
            return False
        below = (one for one in self.below if one.last and not one.waived)
        if any(first_on(one.answers) > self.judged_on for one in below):
            return False
        return all(
            not one.again_by or first_on(again) <= one.again_by
            for at, one in enumerate(self.answers)
            if (again := [later for later in self.answers[at + 1 :] if later.said != NOT_DONE])
        )

    def close(self, last_on: date, today: date, days: Days) -> None:
        """What is late is over when its period is, and three days after a date of its own."""
        late = self.standing(today) in ("overdue", "unreached")
        if late and max(last_on, days.after(self.due_on, 3)) < today:
            self.closed = True

    # What is done

    def hand_in(self, said: str, received_at: datetime, now: datetime, *, accepted: bool) -> None:
        today = now.date()
        self.answers.append(Answer(said, received_at, now))
        self.looked_at = False
        if accepted:
            self.accept(today, by=0)
        self._settle(today)

    def give_back(self, again_by: date, now: datetime, first: date) -> None:
        """By a date of its own; what lateness is judged by stays. Who was done with it waits."""
        was_done = self.above is not None and self.above.ended
        self.answers[-1].again_by, self.answers[-1].returned_at = again_by, now
        stood = (self.due_on, self.judged_on, self.asks_for, self.asked_on)
        self.before_return = Before(now.date(), *stood)
        self.due_on, self.given, self.accepted, self.grant = again_by, True, False, None
        self.asks_for, self.closed = None, False
        if was_done and self.above and not self.above.waived:
            self.above.time_again(first, now.date(), self.above.due_on, self.above.judged_on)

    def extend(self, due_on: date, today: date) -> None:
        """Lateness is judged by it where nothing was handed in yet, or it was asked for in time."""
        in_time = self.asks_for is not None and self.asked_on <= self.due_on
        newest = self.answers[-1] if self.answers else None
        again_by, deferred = (newest.again_by, newest.deferred) if newest else (None, False)
        stood = (self.due_on, self.judged_on, again_by, self.asks_for, deferred)
        self.grant = Grant(today, *stood)
        if newest and newest.said == NOT_DONE:
            newest.deferred = True
        self.due_on, self.given, self.asks_for, self.closed = due_on, True, None, False
        if in_time or not self.handed:
            self.judged_on = max(self.judged_on, due_on)
        if again_by:
            self.answers[-1].again_by = max(again_by, due_on)
        for one in self.below:
            if one.due_on < due_on and one.owes(today):
                one.extend(due_on, today)

    def refuse(self) -> None:
        self.asks_for = None

    def accept(self, today: date, *, by: int) -> None:
        self.accepted, self.ended_on, self.ended_by = True, today, by
        self._settle(today)

    def waive(self, today: date, *, by: int) -> None:
        self.waived, self.ended_on, self.ended_by = True, today, by
        for one in self.below:
            if one.owes(today):
                one.waive(today, by=by)
        self._settle(today)

    def withdraw(self, today: date, *, by: int) -> None:
        self.withdrawn, self.ended_on, self.ended_by = True, today, by

    def follow(self, rule_on: date) -> None:
        """The calendar gives another date, and nothing has been answered."""
        self.due_on = self.judged_on = rule_on

    def _settle(self, today: date) -> None:
        """Who answers for others is done with them: what they did is accepted with it."""
        top = self.above or self
        if top.accepted and top.whole:
            for one in top.below:
                if one.paper(date.min) == "submitted" and not one.looked_at:
                    one.accepted, one.ended_on, one.ended_by = True, today, 0

    # What is taken back

    def reopen(self, today: date, first: date) -> None:
        """What ended it holds no longer, nor what ended with it under it."""
        since, accepted, waived = self.ended_on, self.accepted, self.waived
        with_it = [
            one
            for one in self.below
            if (waived and one.waived and one.ended_on == since)
            or (accepted and one.accepted and not one.ended_by)
        ]
        for one in (self, *with_it):
            one.accepted = one.waived = one.withdrawn = False
            one.looked_at = bool(one.last) and one is self
            if one.waits(today):
                one.time_again(first, since, one.due_on, one.judged_on)

    def revoke(self, first: date) -> None:
        """What stood before the extension stands again, as far as it still can be kept."""
        grant, self.grant = self.grant, None
        assert grant is not None
        if self.answers:
            newest = self.answers[-1]
            newest.deferred = grant.deferred and newest.deferred
            newest.again_by = grant.again_by if newest.again_by else None
        self.asks_for = grant.asked
        self.time_again(first, grant.on, grant.due_on, grant.judged_on)
        for one in self.below:
            if one.grant and one.grant.on == grant.on:
                one.revoke(first)

    def unreturn(self, today: date, first: date) -> None:
        """What was given back stands as before, to the day; who owes then has time again."""
        before, self.before_return = self.before_return, None
        assert before is not None
        newest = self.answers[-1]
        newest.again_by, newest.returned_at, newest.deferred = None, None, False
        self.due_on, self.judged_on = before.due_on, before.judged_on
        self.asks_for, self.asked_on = before.asks_for, before.asked_on
        self.given, self.grant, self.closed = True, None, False
        if self.waits(today):
            self.time_again(first, before.on, before.due_on, before.judged_on)
        self._settle(today)

    def time_again(self, first: date, since: date, due_on: date, judged_on: date) -> None:
        """A date that may still be given; who was not late then is judged by it."""
        self.due_on, self.given, self.grant = max(due_on, first), True, None
        self.closed = False
        self.judged_on = max(judged_on, self.due_on) if since <= judged_on else judged_on
        again_by = self.answers[-1].again_by if self.answers else None
        if again_by and since <= again_by:
            self.answers[-1].again_by = max(again_by, self.due_on)


def count(some: Iterable[Owed], today: date) -> dict[str, int]:
    """The figures of a round: each of those asked, once."""
    stands = [(one.standing(today), one.on_time) for one in some if not one.withdrawn]
    kinds = [kind for kind, _on_time in stands]
    return {
        "asked": len(kinds) - kinds.count("waived"),
        "handed_in": kinds.count("completed") + kinds.count("submitted"),
        "on_time": sum(on_time for kind, on_time in stands if kind in ("completed", "submitted")),
        "overdue": kinds.count("overdue"),
        "unreached": kinds.count("unreached"),
        "closed": kinds.count("closed"),
        "not_done": kinds.count("not_done"),
        "returned": kinds.count("returned"),
        "waived": kinds.count("waived"),
        "waiting": kinds.count("submitted"),
    }
