"""What holds after every act, whatever the order (issue «True in every order»).

`NOT_YET` names what is known and not mended; a name goes as soon as its point does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from dondoc.clock import end_of
from dondoc.messages.notice_kinds import Step, rule_of
from dondoc.rounds.tally import Tally
from models import Audit, Decision, Message, Notice
from models.kinds import DecisionKind, NoticeKind
from tests.orders import province
from tests.orders.ledger_seen import Past, Reachable, Row, Seen, look, past_of, tallies_of
from tests.orders.model import Days, Owed, count
from tests.orders.world import World

NOT_YET: frozenset[str] = frozenset()
"""What is known and not mended, by name; the rest of the same rule holds."""

GIVES_A_DATE = {
    NoticeKind.RETURNED,
    NoticeKind.EXTENSION_GRANTED,
    NoticeKind.MOVED,
    NoticeKind.EXTENSION_REVOKED,
    NoticeKind.DEMAND,
}
TELLS_ANOTHER = GIVES_A_DATE - {NoticeKind.DEMAND}
WITHOUT_LETTER = {
    DecisionKind.ACCEPTED,
    DecisionKind.EXTENSION_ASKED,
    DecisionKind.TAKEN_OVER,
    DecisionKind.CLOSED,
}
LATE = (NoticeKind.OVERDUE, NoticeKind.OVERDUE_HEAD)


@dataclass(frozen=True)
class Letter:
    """One thing said to one contact, as it left."""

    assignment: int
    contact: int
    kind: NoticeKind
    rung: str
    cycle: int
    at: datetime


@dataclass
class Watch:
    """Compares the ledger with the model, and follows the letters."""

    world: World
    owed: dict[int, Owed]
    letters: list[Letter] = field(default_factory=list)
    past: dict[date, Past] = field(default_factory=dict)
    tallies: dict[date, Mapping[tuple[str, str], Tally]] = field(default_factory=dict)
    _contacts: Mapping[int, Reachable] = field(default_factory=dict)
    _messages: int = 0
    _looked_back: int = 0
    _idle_since: date | None = None

    @property
    def days(self) -> Days:
        return Days(self.world.off | province.HOLIDAYS)

    def hold(self, name: str, holds: bool, *about: object) -> bool:
        """True where it holds; raises where it does not, unless it is named as known."""
        if not holds and name not in NOT_YET:
            said = " · ".join(str(one) for one in about)
            raise AssertionError(f"{name} ({self.world.local}): {said}")
        return holds

    # What an act answered

    def answer(self, refused: str, *, may: bool, must: bool | None = None) -> None:
        """Was it refused where it had to be, and only there? Between `may` and `must` both do."""
        self.hold("refused", bool(refused) or may, "done, and makes no sense")
        self.hold("allowed", not refused or not (may if must is None else must), refused)

    def date_given(self, on: date) -> None:
        """A date given now is a working day, after one full working day at least."""
        first = self.days.first_full(self.world.local)
        self.hold("date given", self.days.worked(on), on, "is off")
        self.hold("date given", on >= first, on, "is before", first)

    def known(self, one: Owed) -> bool:
        """Do the plan's files know of it?"""
        return not {one.duty, one.unit} & self.world.lost

    def gone(self, unit: str) -> bool:
        return unit == province.ENDING and self.world.ended_on is not None

    def outage(self) -> None:
        self._idle_since = self.world.today

    # After each act

    def after(
        self, act: str, before: Seen, *, moved: bool = False, demanded_on: date | None = None
    ) -> Seen:
        now = look(self.world)
        self._contacts = now.contacts
        if moved:
            self._moved_by_calendar(now)
        self._new_rows(now, demanded_on)
        if moved:
            self._bodies_end()
            self._periods_end()
        for number, row in now.rows.items():
            self._compare(number, row)
        self._same_facts_same_standing(now)
        self._changes_are_kept(act, before, now)
        self._letters_left(now)
        self._past_days()
        return now

    def _new_rows(self, now: Seen, demanded_on: date | None) -> None:
        for number, row in now.rows.items():
            if number in self.owed:
                continue
            above = self.owed.get(row.parent or 0)
            self.owed[number] = Owed(
                row.duty, row.unit, row.opens_on, row.due_on, row.due_on, above=above
            )
            if above:
                above.below.append(self.owed[number])
            self.date_given(row.due_on)
            self._first_date(self.owed[number], demanded_on)

    def _first_date(self, one: Owed, demanded_on: date | None) -> None:
        """A document's date, the one of the body it came from, or the rule's; where it may be."""
        before = next((old for old in self.owed.values() if _stood_before(old, one)), None)
        wanted = demanded_on or (before.due_on if before else rule_on(one.duty, self.days))
        late = wanted is not None and wanted < self.days.first_full(self.world.local)
        self.hold("first date", late or one.due_on == wanted, one, wanted)
        one.given = bool(demanded_on or late or (before and before.given))

    def _bodies_end(self) -> None:
        """What a body that is no more still owed ends with it; `_new_rows` has the heir's."""
        ended_on = self.world.ended_on
        for one in self.owed.values():
            over = self.gone(one.unit) and ended_on and ended_on < self.world.today
            if over and self.known(one) and one.owes(self.world.today):
                one.waived = True

    def _periods_end(self) -> None:
        """What is past its closing is over, where the plan's files know of it and of its unit."""
        for one in self.owed.values():
            last_on = province.CLOSES.get(one.duty)
            if last_on and self.known(one):
                one.close(last_on, self.world.today, self.days)

    def _moved_by_calendar(self, now: Seen) -> None:
        """What has no date of its own follows the calendar, while nobody has answered.

        Never to a day that has come; never back once it was announced.
        """
        today, first = self.world.today, self.days.first_full(self.world.local)
        for number, one in self.owed.items():
            ruled, real = rule_on(one.duty, self.days), now.rows[number].due_on
            answered = one.answers and one.whole
            if ruled is None or one.given or one.ended or answered or not self.known(one):
                continue
            announced = one.opens_on <= today
            if ruled <= today or ruled == one.due_on or (ruled < one.due_on and announced):
                continue
            moved_on = max(ruled, first) if announced else ruled
            self.hold("calendar", real == moved_on, now.rows[number], one, moved_on)
            one.follow(real)

    def _compare(self, number: int, row: Row) -> None:
        one, today = self.owed[number], self.world.today
        one.heard_of = self._heard_of(number, one)
        if not self.hold("due", row.due_on == one.due_on, row, "not", one.due_on):
            one.due_on = row.due_on
        if not self.hold("judged by", row.first_due_on == one.judged_on, row, one.judged_on):
            one.judged_on = row.first_due_on
        if not one.below:
            self.hold("end", any(row.ended) == one.ended, row, one)
        self.hold("standing", row.kind == one.standing(today), row, one.standing(today), one)
        if row.on_time is not None and row.kind in ("completed", "submitted"):
            self.hold("on time", row.on_time == one.on_time, row, one)

    def _heard_of(self, number: int, one: Owed) -> bool:
        """Can the unit be told of it, or was it?"""
        theirs = {n: c for n, c in self._contacts.items() if c.unit == one.unit}
        return any(not contact.disabled for contact in theirs.values()) or any(
            letter.assignment == number and letter.contact in theirs for letter in self.letters
        )

    def _same_facts_same_standing(self, now: Seen) -> None:
        """Units with the same facts stand the same, as the model's facts have it."""
        stands: dict[object, set[object]] = defaultdict(set)
        for number, row in now.rows.items():
            one = self.owed[number]
            if not one.below and one.above is None:
                ends = (one.accepted, one.waived, one.withdrawn, one.heard_of)
                facts = (one.duty, one.due_on, one.judged_on, *ends)
                stands[facts, repr(one.answers)].add((row.kind, row.on_time))
        for facts, kinds in stands.items():
            self.hold("same facts", len(kinds) == 1, facts, kinds)

    # What an act leaves behind

    def _changes_are_kept(self, act: str, before: Seen, now: Seen) -> None:
        """Every change of a date or an end has its decision, its line of the audit, its letter."""
        changed = [
            number
            for number, row in now.rows.items()
            if (old := before.rows.get(number))
            and (old.due_on, old.first_due_on, old.ended)
            != (row.due_on, row.first_due_on, row.ended)
        ]
        if changed:
            self.world.read(lambda session: self._kept(session, act, changed, before, now))

    def _kept(
        self, session: Session, act: str, changed: list[int], before: Seen, now: Seen
    ) -> None:
        decided = defaultdict(list)
        for one in session.exec(select(Decision).where(col(Decision.id) > before.decisions)):
            decided[one.assignment_id].append(one)
        audited = set(session.exec(select(Audit.target).where(col(Audit.id) > before.audits)))
        told = Counter(
            session.exec(select(Notice.assignment_id).where(col(Notice.id) > before.notices))
        )
        for number in changed:
            row = now.rows[number]
            self.hold("kept", bool(decided[number]), act, row, "has no decision")
            self.hold("kept", f"assignment:{number}" in audited, act, row, "has no audit")
            silent = all(one.kind in WITHOUT_LETTER for one in decided[number])
            if row.chased and not silent and not self.gone(row.unit) and self.clerk(row.unit, now):
                self.hold("kept", told[number] > 0, act, row, "has no letter")

    def clerk(self, unit: str, now: Seen) -> int | None:
        """Who is written to first."""
        for purpose in ("clerk", "records", "head"):
            here = [
                (one.position, number)
                for number, one in now.contacts.items()
                if one.unit == unit and one.purpose == purpose and not one.disabled
            ]
            if here:
                return min(here)[1]
        return None

    # Letters

    def _letters_left(self, now: Seen) -> None:
        new = self.world.letters[self._messages :]
        self._messages = len(self.world.letters)
        if not new:
            return
        ids = [message for message, _at in new]
        copies = Counter(message for message, _at in self.world.letters)
        self.hold("one message", max(copies.values()) == 1, copies.most_common(1))
        for letter in self.world.read(lambda session: _said(session, ids, self.world.local)):
            self._letter(letter, now)
            self.letters.append(letter)

    def _letter(self, letter: Letter, now: Seen) -> None:
        one, row, today = (
            self.owed[letter.assignment],
            now.rows[letter.assignment],
            letter.at.date(),
        )
        about = (letter.kind.value, letter.rung, row, one)
        if letter.kind is not NoticeKind.RECEIPT:
            self.hold("hours", self.days.worked(today), "left on a day off", *about)
        same = [old for old in self.letters if _key(old) == _key(letter)]
        self.hold("once", not same, *about, same)
        step = rule_of(letter.kind).step
        asked_again = step is Step.UNRULED and one.standing(today) == "not_done"
        if step is not Step.NONE:
            self.hold("nothing chased", asked_again or one.waits(today), *about)
        if letter.kind in GIVES_A_DATE and not self._idle_since:
            self.hold("told in time", row.due_on > today or one.ended, *about)
        if letter.kind is NoticeKind.ESCALATION:
            self._had_its_time(letter, row, about)
        if letter.kind is NoticeKind.REMINDER:
            self._quiet(letter, about)
        if letter.kind in LATE:
            self._rested(letter, about)

    def _had_its_time(self, letter: Letter, row: Row, about: tuple[object, ...]) -> None:
        """Nobody above is told before the unit was told of its lateness, two full days before."""
        unit = {number for number, one in self._contacts.items() if one.unit == row.unit}
        late = [
            old.at.date()
            for old in self.letters
            if (old.assignment, old.cycle) == (letter.assignment, letter.cycle)
            and old.contact in unit
            and old.kind in LATE
        ]
        told = bool(late) and self.days.after(min(late), 3) <= letter.at.date()
        self.hold("above hears later", told, *about, late)

    def _rested(self, letter: Letter, about: tuple[object, ...]) -> None:
        """Nobody hears of what is late on two working days running, nor twice a day."""
        today = letter.at.date()
        before = {
            old.at
            for old in self.letters
            if old.contact == letter.contact and old.kind in LATE and old.at != letter.at
        }
        near = [at for at in before if self.days.after(at.date()) >= today]
        self.hold("rests a day", not near, *about, near)

    def _quiet(self, letter: Letter, about: tuple[object, ...]) -> None:
        """No reminder on the day of a letter that gave another date, nor on the day after."""
        told = [
            old.at.date()
            for old in self.letters
            if old.kind in TELLS_ANOTHER
            and (old.assignment, old.contact) == (letter.assignment, letter.contact)
        ]
        today = letter.at.date()
        near = bool(told) and self.days.after(max(told)) >= today
        self.hold("quiet days", not near, *about, told)

    def day_worked(self) -> None:
        """After a working day's first window, who waits has heard of it; of its lateness too."""
        now = look(self.world)
        for number, one in self.owed.items():
            clerk, row = self.clerk(one.unit, now), now.rows[number]
            heard = clerk is not None and row.chased and self.known(one) and not self.gone(one.unit)
            if not heard or not one.waits(self.world.today):
                continue
            mine = [
                old
                for old in self.letters
                if old.assignment == number
                and old.contact == clerk
                and old.kind is not NoticeKind.RECEIPT
            ]
            self.hold("heard", bool(mine), row, one, "its clerk", clerk, "has heard nothing")
            if one.due_on < self.world.today and one.standing(self.world.today) == "overdue":
                late = [old for old in mine if old.at.date() > one.due_on]
                rests = self._told_of_late(clerk)
                self.hold("heard of lateness", bool(late) or rests, row, one, clerk)
        self._idle_since = None
        self._counts()

    def _told_of_late(self, contact: int | None) -> bool:
        """Was that contact told of something late on the working day before?"""
        days = {
            old.at.date() for old in self.letters if old.contact == contact and old.kind in LATE
        }
        return any(self.days.after(on) == self.world.today for on in days)

    def _counts(self) -> None:
        """The figures of every round are the model's, counted."""
        for (duty, period), tally in tallies_of(self.world, self.world.now).items():
            own = [one for one in self.owed.values() if one.duty == duty and one.above is None]
            if duty != province.DEMAND and self.known(own[0]):
                wanted = count(own, self.world.today)
                real = {name: getattr(tally, name) for name in wanted}
                self.hold("counts", real == wanted, duty, period, real, wanted)

    # Days that are over

    def _past_days(self) -> None:
        """What a day showed at its end it shows for ever; one of them is asked after every act."""
        yesterday = self.world.today - timedelta(days=1)
        if yesterday not in self.past:
            self.past[yesterday] = past_of(self.world, end_of(yesterday))
            self.tallies[yesterday] = tallies_of(self.world, end_of(yesterday))
            return
        days = list(self.past)
        self._looked_back = (self._looked_back + 1) % len(days)
        self._as_it_was(days[self._looked_back])

    def _as_it_was(self, on: date) -> None:
        again = past_of(self.world, end_of(on))
        for number in again.keys() | self.past[on].keys():
            then, now = self.past[on].get(number), again.get(number)
            reached = then and now and {then[0], now[0]} == {"overdue", "unreached"}
            name = "as of, reached" if reached else "as of"
            self.hold(name, then == now, on, self.owed[number], then, now)

    def at_the_end(self) -> None:
        for on, tallies in self.tallies.items():
            again = tallies_of(self.world, end_of(on))
            for key in tallies.keys() & again.keys():
                then, now = tallies[key], again[key]
                self.hold("figures as of, reached", then == now, on, then, now)
                then, now = _late(then), _late(now)
                self.hold("figures as of", then == now, on, then, now)


def rule_on(duty: str, days: Days) -> date | None:
    """The date that the plan's rule gives; None for what a document sets."""
    if duty == province.REPORT:
        eighteenth = date(2027, 3, 18)
        while not days.worked(eighteenth):
            eighteenth -= timedelta(days=1)
        before = eighteenth - timedelta(days=1)
        while not days.worked(before):
            before -= timedelta(days=1)
        return min(days.after(date(2027, 3, 14), 2), before)
    fixed = {province.DISTRICT: date(2027, 3, 15), province.PAPER: date(2027, 3, 10)}
    return days.forward(fixed[duty]) if duty in fixed else None


def _late(tally: Tally) -> Tally:
    """Who was told and who was not, counted together."""
    return replace(tally, overdue=tally.overdue + tally.unreached, unreached=0)


def _stood_before(old: Owed, one: Owed) -> bool:
    return one.unit == province.HEIR and (old.unit, old.duty) == (province.ENDING, one.duty)


def _key(letter: Letter) -> tuple[object, ...]:
    return letter.assignment, letter.contact, letter.kind, letter.rung, letter.cycle


def _said(session: Session, messages: list[int], at: datetime) -> list[Letter]:
    query = (
        select(Notice)
        .join(Message)
        .where(
            col(Notice.message_id).in_(messages),
            col(Notice.cancelled_at).is_(None),
            col(Notice.assignment_id).is_not(None),
            col(Notice.kind) != NoticeKind.UNREACHABLE.value,
        )
    )
    return [
        Letter(
            one.assignment_id or 0, one.contact_id, NoticeKind(one.kind), one.rung, one.cycle, at
        )
        for one in session.exec(query.order_by(col(Notice.id)))
    ]
