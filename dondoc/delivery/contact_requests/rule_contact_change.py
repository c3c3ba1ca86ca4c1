"""An officer confirms or refuses what a unit asked about its contacts; who asked is told.

A new address is proven like any other before a link goes there (decisions 0009, 0049): it is asked
at once, and what is said meanwhile waits or goes to the unit's next proven contact.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.access import watching_bodies
from dondoc.calendar.sending_hours import next_office_moment
from dondoc.clock import local_date
from dondoc.contacts.in_use import put_back
from dondoc.contacts.places import place_behind
from dondoc.delivery.composing.compose import facts_of
from dondoc.delivery.operating.correct_address import heir_of, put_in_place
from dondoc.delivery.verification import question
from dondoc.forms.reason import read_reason
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.ledger.message_rows import MessageRow, insert_messages, message_key
from dondoc.ledger.notice_key import NoticeKey, about_assignment
from dondoc.ledger.rows import NoticeRow, insert_notices
from dondoc.messages.environment import phrases
from dondoc.messages.render_contacts import render_contact_ruled
from dondoc.notices.contact_switch import end_contact
from dondoc.problems import Problem, Refused
from dondoc.rounds.standing import standing
from models import Contact, ContactRequest, Message
from models.kinds import ContactWish, NoticeKind
from models.reasons import MessagePurpose

CONFIRMED, REFUSED = "đồng ý đề nghị về đầu mối", "không đồng ý đề nghị về đầu mối"
SHARED_RUNG = "chuyen"
"""The rung of the first letter to a colleague; no ladder has it."""

_DECIDED = "đã có người quyết định; hãy tải lại trang"
_GONE = "đầu mối đã đề nghị không còn dùng; hãy không đồng ý và ghi lý do"


def confirm_request(
    session: Session, context: Context, request_id: int, *, by: Actor, note: str = ""
) -> ContactRequest:
    """Do what was asked, and tell who asked. Raises Refused where it was decided meanwhile."""
    request = _open(session, request_id)
    request.reason = read_reason(note, wanted="")
    asker = session.get_one(Contact, request.contact_id)
    if asker.disabled_at is not None:
        raise Refused(Problem("request", "", _GONE, "Đề nghị"))
    if request.wish is ContactWish.LEAVE:
        why = phrases("people").left(request.note)
        end_contact(session, context.rulebook, asker, why=why, by=by, now=context.now)
    else:
        heir = _come(session, request, asker, now=context.now)
        request.new_contact_id = heir.id
        _ask_address(session, context, heir)
    return _decide(session, context, request, asker, by=by, accepted=True)


def refuse_request(
    session: Session, context: Context, request_id: int, *, by: Actor, reason: str
) -> ContactRequest:
    """Nothing changes; who asked reads the reason. Raises Refused without one."""
    request = _open(session, request_id)
    request.reason = read_reason(reason)
    asker = session.get_one(Contact, request.contact_id)
    return _decide(session, context, request, asker, by=by, accepted=False)


def _open(session: Session, request_id: int) -> ContactRequest:
    """The request, held until the transaction ends: of two officers one decides."""
    query = select(ContactRequest).where(col(ContactRequest.id) == request_id).with_for_update()
    request = session.exec(query.execution_options(populate_existing=True)).first()
    if request is None or request.decided_at is not None:
        raise Refused(Problem("request", "", _DECIDED, "Đề nghị"))
    return request


def _come(session: Session, request: ContactRequest, asker: Contact, *, now: datetime) -> Contact:
    """The contact that was named, in its place: the asker's own, or behind everybody."""
    heir = heir_of(session, asker, request.address)
    known = heir.id is not None
    if request.wish is ContactWish.REPLACE or not known:
        heir.person, heir.telephone = request.person, request.telephone or None
    if request.wish is ContactWish.REPLACE:
        why = phrases("people").replaced_by(request.person, request.address)
        put_in_place(session, asker, heir, why=why, now=now)
    elif not known:
        heir.also = False
        heir.position = place_behind(session, heir.unit_code, heir.purpose)
        put_back(session, heir, now=now)
    elif heir.disabled_at is not None:
        put_back(session, heir, now=now)
    return heir


def _ask_address(session: Session, context: Context, heir: Contact) -> None:
    """Ask an unproven one at once, unless the question is on its way already."""
    if heir.verified_at is not None:
        return
    mine = (
        col(Message.contact_id) == heir.id,
        col(Message.purpose) == MessagePurpose.VERIFICATION,
    )
    asked = session.exec(select(Message.sent_at).where(*mine)).all()
    if all(asked):  # none that has not left yet
        row = question.row(heir, len(asked) + 1, now=context.now)
        insert_messages(session, context.settings, [row])


def _decide(
    session: Session,
    context: Context,
    request: ContactRequest,
    asker: Contact,
    *,
    by: Actor,
    accepted: bool,
) -> ContactRequest:
    request.decided_at, request.decided_by, request.accepted = context.now, by, accepted
    session.add(request)
    session.flush()
    if accepted and request.wish is ContactWish.SHARE:
        _say_to_colleague(session, context, request)
    _tell(session, context, request, asker)
    said = phrases("people").wished(request)
    audit.record(
        session,
        actor=by,
        act=CONFIRMED if accepted else REFUSED,
        target=f"contact:{asker.id}",
        now=context.now,
        detail=". ".join(filter(None, [said, request.reason])),
    )
    return request


def _say_to_colleague(session: Session, context: Context, request: ContactRequest) -> None:
    """What is asked in the matter, once more for who is new to it; nothing where nothing is."""
    facts = facts_of(session, [request.assignment_id or 0]).get(request.assignment_id or 0)
    if facts is None or not standing(facts, context.now).waiting_for_unit:
        return
    late = facts.due_on < context.today
    key = NoticeKey(
        about_assignment(facts.id),
        request.new_contact_id or 0,
        NoticeKind.OVERDUE if late else NoticeKind.REMINDER,
        SHARED_RUNG,
        facts.cycle,
    )
    row = NoticeRow(
        key,
        assignment_id=facts.id,
        not_before=next_office_moment(context.now, context.rulebook.workdays),
        immediate=True,
        created_at=context.now,
    )
    insert_notices(session, [row])


def _tell(session: Session, context: Context, request: ContactRequest, asker: Contact) -> None:
    registry, today = context.rulebook.registry, local_date(context.now)
    unit = registry.unit(asker.unit_code)
    watching = watching_bodies(registry, today)
    letter = render_contact_ruled(
        request,
        to_name=unit.name,
        watcher=watching[0].name if watching else "",
        polite=unit.tone(today) == "request",
    )
    row = MessageRow(
        purpose=MessagePurpose.CONTACT_RULED,
        key=message_key(MessagePurpose.CONTACT_RULED, request.id),
        contact_id=asker.id,
        address=asker.address,  # as it was: it may be out of use by now
        channel=asker.channel,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        created_at=context.now,
        next_attempt_at=context.now,
    )
    insert_messages(session, context.settings, [row])
