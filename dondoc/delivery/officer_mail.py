"""What officers are told: once a working day all that waits, at once what cannot wait for that.

A message for each account, under a key of its own; what the morning's says is looked up when it
leaves (docs/decisions/0044).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc import access
from dondoc.calendar.sending_hours import WINDOWS, window_name
from dondoc.clock import at
from dondoc.contacts.address import EMAIL
from dondoc.delivery.composing.officer_letter import OfficerLetter
from dondoc.documents.consolidated.new_drafts import new_drafts
from dondoc.ledger.installation import Context
from dondoc.ledger.message_rows import AT_ONCE, MessageRow, insert_messages, message_key
from dondoc.reporting.waiting_lists import all_waiting, lately_said
from dondoc.reporting.waiting_work import Waiting, WaitingWork
from models import Account, Message
from models.kinds import MessageState
from models.reasons import MessagePurpose

AT_ONCE_WITHIN = 2
"""So many working days before its date a thing to decide does not wait for the next morning."""


def queue_mornings(session: Session, context: Context) -> int:
    """Queue the day's letter for each officer for whom something waited when the day began.

    Called by a window, in office hours. One that was missed is made up by the next window of the
    day, for what came before the first: what comes later waits for the next morning.
    """
    if context.now < _day_begins(context):
        return 0
    everything = _before(_everything(session, context), context)
    if not everything:
        return 0
    accounts = _officers(session, context)
    theirs = shares(everything, accounts, context)
    rows = [
        _row(context, account, MessagePurpose.MORNING, context.today.isoformat())
        for account in accounts
        if _worth_a_letter(theirs[account.id or 0], context)
    ]
    return len(insert_messages(session, context.settings, rows)) if rows else 0


def queue_at_once(session: Session, context: Context) -> int:
    """Queue a letter for each near thing that came since this morning, to each who may decide it.

    Called in office hours; what comes outside them is in the next morning's letter.
    """
    opened_at = _day_begins(context)
    if context.now < opened_at:
        return 0
    near = _near(context, lately_said(session, context, since=opened_at))
    if not near:
        return 0
    accounts = _officers(session, context)
    mornings, theirs = _mornings(session, context, accounts), shares(near, accounts, context)
    rows = []
    for account in accounts:
        for said, one in _one_by_one(theirs[account.id or 0]):
            if one.works[0].since <= mornings.get(account.id or 0, opened_at):
                continue
            letter = OfficerLetter(context).at_once(account.name, one)
            row = _row(context, account, MessagePurpose.TO_DECIDE, said)
            rows.append(replace(row, subject=letter.subject, text=letter.text, html=letter.html))
    return len(insert_messages(session, context.settings, rows)) if rows else 0


@dataclass
class MorningWriter:
    """Writes the letters of a morning that are about to leave; looks the ledger up once."""

    session: Session
    context: Context
    _shares: dict[int, Waiting] | None = None

    def write(self, message: Message, account: Account) -> bool:
        """Put the words into the message; False where there is nothing to say, or no longer."""
        if not message.window.startswith(self.context.today.isoformat()):
            return False  # of an earlier day: the next morning's says what still waits
        if self._shares is None:
            everything = _everything(self.session, self.context)
            accounts = _officers(self.session, self.context)
            self._shares = shares(everything, accounts, self.context)
        waiting = self._shares.get(account.id or 0, Waiting())
        if not _worth_a_letter(waiting, self.context):
            return False
        letter = OfficerLetter(self.context).morning(account.name, waiting)
        message.subject, message.text, message.html = letter.subject, letter.text, letter.html
        return True


def _everything(session: Session, context: Context) -> Waiting:
    """What waits, with what became of it since the last morning: lost mail, new drafts."""
    waiting = _newly_lost(all_waiting(session, context, context.now), context)
    return replace(waiting, papers=new_drafts(session, context, since=_last_morning(context)))


def shares(
    everything: Waiting, accounts: Sequence[Account], context: Context
) -> dict[int, Waiting]:
    """What each account is told: officers what they may decide, administrators what is left."""
    registry, on = context.rulebook.registry, context.today
    roles = {one.id or 0: access.who(one, registry, on) for one in accounts}
    officers = {
        number: everything.seen_by(who, registry, on)
        for number, who in roles.items()
        if who.role is access.AccessRole.OFFICER
    }
    left = everything.without(list(officers.values()))
    return {number: officers.get(number, left) for number in roles}


def _officers(session: Session, context: Context) -> list[Account]:
    """The accounts in use that may decide something."""
    registry, on = context.rulebook.registry, context.today
    query = select(Account).where(col(Account.disabled_at).is_(None)).order_by(col(Account.id))
    return [
        one
        for one in session.exec(query)
        if not access.why_never(access.who(one, registry, on), access.Act.DECIDE, registry, on)
    ]


def _mornings(
    session: Session, context: Context, accounts: Sequence[Account]
) -> Mapping[int, datetime]:
    """By account, when today's letter was made."""
    today = context.today.isoformat()
    keys = [message_key(MessagePurpose.MORNING, one.id, today) for one in accounts]
    made = select(Message.account_id, Message.created_at).where(col(Message.key).in_(keys))
    return {number or 0: created_at for number, created_at in session.exec(made)}


def _day_begins(context: Context) -> datetime:
    """When the first window of today opens."""
    return at(context.today, WINDOWS[0].hour, WINDOWS[0].minute)


def _last_morning(context: Context) -> datetime:
    """When the first window of the working day before opened."""
    before = context.rulebook.workdays.add(context.today, -1)
    return at(before, WINDOWS[0].hour, WINDOWS[0].minute)


def _newly_lost(waiting: Waiting, context: Context) -> Waiting:
    """A message that did not arrive is told of once; the board shows it for a week.

    One that a server holds up as it is waits for an officer, every morning.
    """
    since = _last_morning(context)
    kept = [
        one
        for one in waiting.stuck
        if one.message.state is MessageState.HELD or one.tried_at >= since
    ]
    return replace(waiting, stuck=tuple(kept))


def _before(waiting: Waiting, context: Context) -> Waiting:
    """In a later window, what should have been said in the first; in the first, all there is."""
    opened_at = _day_begins(context)
    if window_name(context.now) == window_name(opened_at):
        return waiting
    works = {one.facts.id for one in waiting.works if one.since < opened_at}
    return Waiting(
        requests=tuple(one for one in waiting.requests if one.facts.id in works),
        not_done=tuple(one for one in waiting.not_done if one.facts.id in works),
        reports=tuple(one for one in waiting.reports if one.facts.id in works),
        mail=tuple(one for one in waiting.mail if one.recorded_at < opened_at),
        papers=tuple(one for one in waiting.papers if one.document.made_at < opened_at),
    )


def _worth_a_letter(waiting: Waiting, context: Context) -> bool:
    """What may lie fetches nobody by itself, but for the week's first working day."""
    before = context.rulebook.workdays.add(context.today, -1)
    first_of_week = before.isocalendar()[:2] != context.today.isocalendar()[:2]
    return waiting.pressing or (bool(waiting) and first_of_week)


def _near(context: Context, waiting: Waiting) -> Waiting:
    def near(work: WaitingWork) -> bool:
        left = context.rulebook.workdays.count(context.today, work.facts.due_on)
        return left <= AT_ONCE_WITHIN

    return Waiting(
        requests=tuple(filter(near, waiting.requests)),
        not_done=tuple(filter(near, waiting.not_done)),
    )


def _one_by_one(waiting: Waiting) -> Iterator[tuple[str, Waiting]]:
    """Each thing by itself, under the number of the row that said it."""
    for one in waiting.requests:
        assert one.facts.request is not None
        yield f"d{one.facts.request.id}", Waiting(requests=(one,))
    for one in waiting.not_done:
        assert one.facts.last is not None
        yield f"s{one.facts.last.id}", Waiting(not_done=(one,))


def _row(context: Context, account: Account, purpose: MessagePurpose, part: str) -> MessageRow:
    return MessageRow(
        purpose=purpose,
        key=message_key(purpose, account.id, part),
        account_id=account.id,
        channel=EMAIL,
        window=window_name(context.now) if purpose is MessagePurpose.MORNING else AT_ONCE,
        created_at=context.now,
        next_attempt_at=context.now,
    )
