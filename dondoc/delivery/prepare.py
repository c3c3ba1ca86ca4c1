"""The last look before a message leaves: is it still to be said, may it go, in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.contacts.address import EMAIL
from dondoc.delivery.after_restore.hold_back import hold, mail_received_at
from dondoc.delivery.after_restore.lost_span import LostSpan, load_span
from dondoc.delivery.build_messages import waited_for_verification
from dondoc.delivery.composing.asked_before import asked_before, newcomers
from dondoc.delivery.composing.calendar_entry import calendar_entry, meeting_entry
from dondoc.delivery.composing.compose import Composer, facts_of
from dondoc.delivery.composing.merge_unreachable import in_one_row, reached_since
from dondoc.delivery.letter import ReadyMessage, may_receive, ready_message
from dondoc.delivery.officer_mail import MorningWriter
from dondoc.delivery.verification import question
from dondoc.documents.ics import calendar
from dondoc.documents.meeting_ics import meeting_calendar
from dondoc.ledger.in_plan import in_plan
from dondoc.ledger.installation import Context
from dondoc.ledger.links import YEAR_LINK_DAYS, Right, keep_tokens
from dondoc.ledger.rows import cancel, detail_of
from dondoc.messages.message_facts import AskedBefore, Item
from dondoc.messages.notice_kinds import RULES
from dondoc.messages.render import render, render_chat
from dondoc.messages.render_account import admit_repeat
from dondoc.notices.fallback_recipient import COPIED, fell_away
from dondoc.notices.still_due import stale_reason
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import Facts
from models import Account, Assignment, Contact, Message, Notice
from models.kinds import MessageState, NoticeKind, TokenPurpose
from models.reasons import CancelReason, MessagePurpose, MessageReason

_TO_OFFICERS = (MessagePurpose.MORNING, MessagePurpose.TO_DECIDE)
"""Nobody asked for these by acting: trial mode holds them."""


def prepare(session: Session, context: Context, ids: Sequence[int]) -> list[ReadyMessage]:
    """Render what is still to be said; the rest is cancelled or held, with the reason."""
    notices = _notices_of(session, ids)
    wanted = {n.assignment_id for group in notices.values() for n in group if n.assignment_id}
    messages = session.exec(select(Message).where(col(Message.id).in_(ids))).all()
    known = in_plan(session, context.rulebook.registry, context.today)
    facts = facts_of(session, wanted, *known)
    contacts = _contacts_of(session, messages)
    preparing = _Preparing(
        session=session,
        context=context,
        key=context.settings.signing_key(),
        composer=Composer(session, context.rulebook, context.settings, context.now),
        facts=facts,
        new=newcomers(session, contacts.values()),
        reached=reached_since(session, (n for group in notices.values() for n in group), facts),
        contacts=contacts,
        threads=_threads(session, contacts, {about.round_id for about in facts.values()}),
        mornings=MorningWriter(session, context),
        span=load_span(session),
    )
    found = [preparing.message(message, notices[message.id or 0]) for message in messages]
    keep_tokens(session, preparing.key, preparing.rights, now=context.now)
    session.flush()
    return [one for one in found if one is not None]


@dataclass(frozen=True)
class _Preparing:
    session: Session
    context: Context
    key: bytes
    composer: Composer
    facts: dict[int, Facts]
    new: set[int]  # contacts that come after another of their unit
    reached: set[int]  # notices of units that have a contact since
    contacts: dict[int, Contact]
    threads: dict[tuple[int, int], str]
    mornings: MorningWriter
    span: LostSpan | None
    rights: dict[tuple[str, str], Right] = field(default_factory=dict)

    def message(self, message: Message, notices: Sequence[Notice]) -> ReadyMessage | None:
        if not notices and self._may_have_left(message):
            return None
        if message.account_id is not None:
            account = self.session.get_one(Account, message.account_id)
            if message.purpose in _TO_OFFICERS and self._hold(message, account.address):
                return None
            of_morning = message.purpose is MessagePurpose.MORNING
            if of_morning and not self.mornings.write(message, account):
                _close(message, MessageState.CANCELLED, MessageReason.NOTHING_TO_SAY)
                return None
            _admit(message)
            return ready_message(self.context, self.key, message, account.address)
        if message.address is not None:  # an answer to a mail, in words of its own
            _admit(message)
            held = self._hold(message, message.address)
            return None if held else ready_message(self.context, self.key, message, message.address)
        contact = self.contacts[message.contact_id or 0]
        if question.asks_to_verify(message):
            return self._asking(message, contact)
        notices = self._without_lost(notices)
        living = [notice for notice in notices if not self._cancel_if_stale(notice)]
        if not living:
            _close(message, MessageState.CANCELLED, MessageReason.NOTHING_TO_SAY)
            return None
        if contact.disabled_at is not None:
            fell_away(self.session, self.context.rulebook, message, contact, now=self.context.now)
            return None
        if self._hold(message, contact.address):
            return None
        self._write(message, contact, living)  # anew at each try: what it says may have changed
        return ready_message(self.context, self.key, message, contact.address)

    def _may_have_left(self, message: Message) -> bool:
        """Held where the ledger before this one may have sent it; what has notices was looked at
        when it was gathered.
        """
        if self.span is None:
            return False
        received_at = mail_received_at(self.session, message)
        workdays = self.context.rulebook.workdays
        if not self.span.may_have_sent(message, workdays, received_at=received_at):
            return False
        meant = {message.id or 0: min(message.created_at, self.span.lost_at)}
        return bool(hold(self.session, self.span, [message], meant, now=self.context.now))

    def _without_lost(self, notices: Sequence[Notice]) -> Sequence[Notice]:
        """What the plan lost after it was gathered waits for another message; the rest goes.

        Raises Refused where it is all there is to say: then the message waits.
        """
        lost = [one for one in notices if one.assignment_id and one.assignment_id not in self.facts]
        if lost and len(lost) == len(notices):
            wanted = "kế hoạch hoặc đơn vị không còn mã của việc này; xem `dondoc lint --ledger`"
            raise Refused(Problem("assignment", str(lost[0].assignment_id), wanted, label="Việc"))
        for notice in lost:
            notice.message_id = None
        return [notice for notice in notices if notice not in lost]

    def _asking(self, message: Message, contact: Contact) -> ReadyMessage | None:
        """The message that asks a contact to confirm its address."""
        why = question.write(self.composer, message, contact)
        if why:
            _close(message, MessageState.CANCELLED, why)
            return None
        if self._hold(message, contact.address):
            return None
        self.rights[message.key, question.PLACEHOLDER] = question.right(contact)
        return ready_message(self.context, self.key, message, contact.address)

    def _hold(self, message: Message, address: str) -> bool:
        """Held, visibly, where trial mode does not list the address."""
        if may_receive(self.context.settings, address):
            return False
        _close(message, MessageState.HELD, MessageReason.TRIAL)
        return True

    def _cancel_if_stale(self, notice: Notice) -> bool:
        about = self.facts.get(notice.assignment_id or 0)
        why = stale_reason(notice, about, self.context.now) if about else None
        if about and notice.kind == NoticeKind.BELOW_THRESHOLD:
            below = self.composer.shortfall(about)[0].units
            why = None if below else CancelReason.THRESHOLD_MET
        if notice.id in self.reached:
            why = CancelReason.CONTACT_FOUND
        if why:
            cancel(notice, why, now=self.context.now)
        return why is not None

    def _write(self, message: Message, contact: Contact, notices: Sequence[Notice]) -> None:
        pairs = [(n, self.facts[n.assignment_id]) for n in notices if n.assignment_id]
        said = [(n, about, self._item(message, n, contact, about)) for n, about in pairs]
        items = in_one_row(self.context.rulebook, self.context.settings.base_url, said)
        if message.channel == EMAIL:
            name = self.context.rulebook.registry.unit(contact.unit_code).name
            by_mail = bool(self.context.settings.reply_address)
            before = self._asked_before(contact)
            body = render(items, to_name=name, by_mail=by_mail, before=before)
            message.subject, message.text, message.html = body.subject, body.text, body.html
        else:
            message.subject, message.text = render_chat(items)
        about = [facts for _notice, facts in pairs]
        message.ics = ""
        if len(items) == 1:
            message.ics = self._ics(items[0], about[0])
        elif meeting := self._only_meeting(items):
            message.ics = self._meeting_ics(meeting)
        rounds = {facts.round_id for facts in about}
        if len(rounds) == 1:  # what speaks of several rounds belongs to no one's thread
            mine = (contact.id or 0, rounds.pop())
            message.thread_id = message.thread_id or self.threads.get(mine)
        self._keep_rights(message, contact, about)

    def _asked_before(self, contact: Contact) -> tuple[AskedBefore, ...]:
        if contact.id not in self.new:
            return ()
        rulebook, now = self.context.rulebook, self.context.now
        return asked_before(self.session, rulebook, contact, now)

    def _item(self, message: Message, notice: Notice, contact: Contact, about: Facts) -> Item:
        """What the notice says; after a day that it did not leave, also when it was meant to.

        A message made in time was only kept waiting: no outage is told. Nor is one where an
        earlier copy may have come.
        """
        detail, kind = detail_of(notice), NoticeKind(notice.kind)
        late_for_that = waited_for_verification(notice, contact) or detail.get(COPIED)
        if late_for_that:
            detail["rung_on"] = None
        item = self.composer.item(about, kind, detail)
        if message.possible_duplicate:
            return replace(item, possible_duplicate=True)
        meant_on = local_date(max(notice.not_before, notice.alone_from or notice.not_before))
        if late_for_that or meant_on >= item.as_of:
            return item
        return replace(item, meant_on=meant_on, queued=local_date(message.created_at) <= meant_on)

    def _ics(self, item: Item, facts: Facts) -> str:
        if item.meeting is not None:
            return self._meeting_ics(item)
        if not RULES[item.kind].calendar:
            return ""
        return calendar(
            [calendar_entry(self.context.settings, item, facts, stamp=self.context.now)]
        )

    def _only_meeting(self, items: Sequence[Item]) -> Item | None:
        """The one conference in a message of several things: its date must reach the calendar."""
        meetings = [item for item in items if item.meeting is not None]
        return meetings[0] if len(meetings) == 1 else None

    def _meeting_ics(self, item: Item) -> str:
        entry = meeting_entry(item, stamp=self.context.now)
        return "" if entry is None else meeting_calendar(entry)

    def _keep_rights(self, message: Message, contact: Contact, about: Sequence[Facts]) -> None:
        for facts in about:
            # A superior who is told of a late unit reads; he does not answer in its name.
            if facts.unit_code == contact.unit_code:
                self.rights[message.key, str(facts.id)] = Right(
                    TokenPurpose.UNIT,
                    unit_code=facts.unit_code,
                    assignment_id=facts.id,
                    contact_id=contact.id,
                    lasts=timedelta(days=YEAR_LINK_DAYS) if facts.continuous else None,
                )


def _admit(message: Message) -> None:
    """Words that were written once, when the message was made: sent again, they say so."""
    if message.possible_duplicate:
        message.text, message.html = admit_repeat(message.text), admit_repeat(message.html)


def _contacts_of(session: Session, messages: Sequence[Message]) -> dict[int, Contact]:
    ids = {message.contact_id for message in messages}
    found = session.exec(select(Contact).where(col(Contact.id).in_(ids)))
    return {contact.id: contact for contact in found if contact.id is not None}


def _threads(
    session: Session, contacts: Iterable[int], rounds: Iterable[int]
) -> dict[tuple[int, int], str]:
    """Each contact's first message that spoke of a round, digests too: by contact and round."""
    query = (
        select(Message.contact_id, Assignment.round_id, Message.mime_id)
        .join(Notice, col(Notice.message_id) == col(Message.id))
        .join(Assignment, col(Notice.assignment_id) == col(Assignment.id))
        .where(
            col(Message.contact_id).in_(list(contacts)),
            col(Assignment.round_id).in_(list(rounds)),
            col(Message.sent_at).is_not(None),
            col(Notice.cancelled_at).is_(None),
        )
        .order_by(col(Message.sent_at).desc(), col(Message.id).desc())
    )
    return {(contact or 0, about): mime_id for contact, about, mime_id in session.exec(query)}


def _close(message: Message, state: MessageState, why: MessageReason) -> None:
    message.state, message.reason, message.lease_until = state, why, None


def _notices_of(session: Session, ids: Sequence[int]) -> dict[int, list[Notice]]:
    found: dict[int, list[Notice]] = defaultdict(list)
    query = select(Notice).where(
        col(Notice.message_id).in_(ids), col(Notice.cancelled_at).is_(None)
    )
    for notice in session.exec(query.order_by(col(Notice.id))):
        found[notice.message_id or 0].append(notice)
    return found
