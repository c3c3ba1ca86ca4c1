"""A letter: whose case it is, who wrote, what it says. Only one without any doubt is recorded.

The code and the exact registered address must agree: a domain is shared by a whole province, and
a code travels with every reminder that is forwarded (replies.md §2.2, §2.3).
"""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.clock import local_date
from dondoc.contacts.keys import why_no_keys
from dondoc.incoming.attachments import keep_files
from dondoc.incoming.document_reference import Reading
from dondoc.incoming.incoming_context import IncomingContext, Verdict, held, noted
from dondoc.incoming.letter_text import begun_before, read_letter
from dondoc.incoming.mail.sender import contacts_at, dmarc_passed, doubt_of_sender
from dondoc.incoming.match_assignment import ReplyTarget, message_before, reply_target
from dondoc.incoming.resembles import resembles_an_answer
from dondoc.incoming.version import brings_files, carry_over
from dondoc.ledger.actors import Actor
from dondoc.ledger.code_address import Use, codes_in, message_of
from dondoc.limits import LARGEST_FILE, megabytes
from dondoc.messages.environment import phrases
from dondoc.problems import Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Contact, Message
from models.kinds import IncomingKind, IncomingOutcome, Way


def handle_reply(incoming: IncomingContext) -> Verdict:
    """What becomes of a letter, with all that is known of it."""
    codes = _codes(incoming)
    known = contacts_at(incoming.session, incoming.sender)
    message = message_answered(incoming)
    if message is None and not codes and not known and incoming.letter.wants_no_answer:
        return noted(IncomingKind.ROBOT, "Thư máy gửi, không liên quan đến thư nào của hệ thống.")
    target = reply_target(incoming.session, incoming.context.rulebook, message, now=incoming.now)
    contact = next((one for one in known if one.unit_code == target.unit_code), None)
    verdict = _case(incoming, codes, message) or _who(incoming, target, contact)
    if verdict is None and contact is not None:
        verdict = _what(incoming, target, contact)
    assert verdict is not None
    if not _may_be_written_to(incoming, known):
        verdict.says = ""
    verdict.stranger = (
        not codes
        and not known
        and not resembles_an_answer(
            incoming.session, incoming.context.rulebook.registry, incoming.letter
        )
    )
    verdict.message = message or message_before(incoming.session, incoming.letter.thread)
    writer = contact or next(iter(known), None)
    verdict.contact_id = writer.id if writer else None
    verdict.assignment_id = verdict.assignment_id or target.only_id
    return verdict


def _may_be_written_to(incoming: IncomingContext, known: Sequence[Contact]) -> bool:
    """No loops, nothing in a forged name, and nothing to strangers.

    Who is no contact of ours is written to only where our own server says that he wrote (DMARC):
    a code travels with every reminder that is forwarded, and a sender's address is anybody's.
    """
    letter = incoming.letter
    if letter.wants_no_answer or letter.from_a_group or _doubted(incoming):
        return False
    auth_id = incoming.context.settings.incoming_auth_id
    return bool(known) or dmarc_passed(letter.auth_results, incoming.sender, auth_id)


def message_answered(incoming: IncomingContext) -> Message | None:
    """The message of ours that it answers, by its one code; None where that is not clear."""
    codes = _codes(incoming)
    if len(codes) != 1:
        return None
    return message_of(incoming.session, incoming.key, codes.pop(), Use.REPLY, now=incoming.now)


def _codes(incoming: IncomingContext) -> set[str]:
    return codes_in(incoming.context.settings.reply_address, incoming.letter.recipients)


def _case(incoming: IncomingContext, codes: set[str], message: Message | None) -> Verdict | None:
    """Is it an answer to one message of ours?"""
    if not incoming.row.whole:
        says = phrases("incoming").ask_smaller(megabytes(LARGEST_FILE))
        return held(phrases("incoming").too_large(incoming.row.size // 1_000_000), says=says)
    if not codes:
        says = "Thư không trả lời một thư nào của hệ thống nên chưa rõ về việc gì."
        return held("Không có mã của thư nào: chưa rõ về việc gì.", says=says)
    if len(codes) > 1:
        return held(
            "Có mã của nhiều thư: chưa rõ về việc nào.", says="Thư trả lời nhiều thư một lúc."
        )
    if message is None:
        says = "Mã trong địa chỉ nhận thư không đúng hoặc đã cũ."
        return held("Mã trong địa chỉ không đúng hoặc đã quá hạn.", says=says)
    return None


def _who(incoming: IncomingContext, target: ReplyTarget, contact: Contact | None) -> Verdict | None:
    """Is it the unit that was written to, at an address registered for it?"""
    if incoming.letter.author.unreadable:
        return held(incoming.letter.author.unreadable)
    if incoming.letter.wants_no_answer:
        return held("Thư do máy gửi, hoặc từ địa chỉ không ai đọc.")
    if contact is None:
        says = phrases("incoming").ask_registered()
        return held(phrases("incoming").same_domain(), says=says)
    doubt = _doubted(incoming)
    if doubt:
        return held(doubt)
    registry = incoming.context.rulebook.registry
    ended = why_no_keys(registry, contact, local_date(incoming.now))
    return held(ended, says=ended) if ended else None


def _what(incoming: IncomingContext, target: ReplyTarget, contact: Contact) -> Verdict:
    """Does it plainly say which document answers which assignment?"""
    reading = read_letter(incoming.letter, incoming.context.rulebook.registry.plan.number)
    if reading.doubt:
        says = "Thư chưa nói rõ văn bản nào là kết quả."
        return held(reading.doubt, says="" if reading.by_machine else says)
    new_files = brings_files(incoming.session, target, incoming.letter.files)
    if reading.number and target.has(reading.number, reading.signed_on) and not new_files:
        return noted(IncomingKind.LETTER, phrases("incoming").known_number(reading.number))
    if reading.lacks:
        return held(reading.lacks, says=reading.lacks)
    if target.doubt or target.only_id is None:
        return held(target.doubt, says=target.says)
    return _record(incoming, target, target.only_id, contact=contact, reading=reading)


def _record(
    incoming: IncomingContext,
    target: ReplyTarget,
    assignment_id: int,
    *,
    contact: Contact,
    reading: Reading,
) -> Verdict:
    before = begun_before(incoming, assignment_id, contact)
    attached = [one for letter in (*before, incoming) for one in letter.letter.files]
    said = Given(
        document_number=reading.number, document_on=reading.signed_on, sent_on=reading.sent_on
    )
    stands = next((facts for facts in target.answered if facts.id == assignment_id), None)
    given, earlier, carried_flags = carry_over(incoming.session, stands, said)
    files, flags = keep_files(incoming.context.settings.files_dir, attached, earlier)
    source = SubmissionSource(
        by=Actor.contact(contact.id),
        way=Way.REPLY,
        received_at=incoming.row.received_at,
        key=f"thu|{incoming.row.sha256}",
        flags=(*carried_flags, *flags),
    )
    try:
        with incoming.session.begin_nested():
            recorded = record_submission(
                incoming.session,
                incoming.context.rulebook,
                assignment_id=assignment_id,
                given=given,
                source=source,
                now=incoming.now,
                files=files,
            )
    except Refused as refused:
        reason = str(refused).replace("\n", " ")
        book = phrases("incoming")
        return held(book.not_recorded(reason), says=book.ask_again(reason))
    _settle_before(incoming, before, recorded.submission_id)
    return Verdict(
        IncomingKind.LETTER,
        IncomingOutcome.RECORDED,
        phrases("incoming").recorded(reading.number, recorded.receipt),
        assignment_id=assignment_id,
        submission_id=recorded.submission_id,
    )


def _settle_before(
    incoming: IncomingContext, before: Sequence[IncomingContext], submission_id: int
) -> None:
    """The letters that this one completes wait for nobody any more."""
    for letter in before:
        letter.row.outcome = IncomingOutcome.RECORDED
        letter.row.submission_id = submission_id
        letter.row.reason = phrases("incoming").completed_by(incoming.row.id)


def _doubted(incoming: IncomingContext) -> str:
    return doubt_of_sender(
        incoming.letter.auth_results,
        incoming.sender,
        incoming.context.settings.incoming_auth_id,
    )
