"""A letter: whose case it is, who wrote, what it says. Only one without any doubt is recorded.

The code and the exact registered address must agree: a domain is shared by a whole province, and
a code travels with every reminder that is forwarded (replies.md §2.2, §2.3).
"""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.incoming.attachments import keep_files
from dondoc.incoming.document_reference import Reading
from dondoc.incoming.incoming_context import Look, Verdict, held, noted
from dondoc.incoming.letter_text import begun_before, read_letter
from dondoc.incoming.mail.parse import attachments
from dondoc.incoming.mail.robot import wants_no_answer
from dondoc.incoming.mail.sender import contacts_at, doubt_of_sender
from dondoc.incoming.match_assignment import Matter, answered, message_before
from dondoc.incoming.version import brings_files, carried
from dondoc.ledger.actors import Actor
from dondoc.ledger.code_address import Use, codes_in, message_of
from dondoc.limits import LARGEST_FILE, megabytes
from dondoc.messages.environment import phrases
from dondoc.problems import Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import Handing, record_submission
from models import Contact, Message
from models.kinds import IncomingKind, IncomingOutcome, Way


def answer(look: Look) -> Verdict:
    """What becomes of a letter, with all that is known of it."""
    codes = _codes(look)
    known = contacts_at(look.session, look.sender)
    message = message_answered(look)
    if message is None and not codes and not known and wants_no_answer(look.mail):
        return noted(IncomingKind.ROBOT, "Thư máy gửi, không liên quan đến thư nào của hệ thống.")
    matter = answered(look.session, look.desk.rulebook, message, now=look.now)
    contact = next((one for one in known if one.unit_code == matter.unit_code), None)
    verdict = _case(look, codes, message) or _who(look, matter, contact)
    if verdict is None and contact is not None:
        verdict = _what(look, matter, contact)
    assert verdict is not None
    if wants_no_answer(look.mail) or not (message or known) or _doubted(look):
        verdict.says = ""  # no loops, no letters to strangers or in a forged name
    verdict.message = message or message_before(look.session, look.mail)
    writer = contact or next(iter(known), None)
    verdict.contact_id = writer.id if writer else None
    verdict.assignment_id = verdict.assignment_id or matter.only_id
    return verdict


def message_answered(look: Look) -> Message | None:
    """The message of ours that it answers, by its one code; None where that is not clear."""
    codes = _codes(look)
    if len(codes) != 1:
        return None
    return message_of(look.session, look.key, codes.pop(), Use.REPLY, now=look.now)


def _codes(look: Look) -> set[str]:
    return codes_in(look.desk.settings.reply_address, look.recipients)


def _case(look: Look, codes: set[str], message: Message | None) -> Verdict | None:
    """Is it an answer to one message of ours?"""
    if not look.row.whole:
        says = phrases("incoming").ask_smaller(megabytes(LARGEST_FILE))
        return held(phrases("incoming").too_large(look.row.size // 1_000_000), says=says)
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


def _who(look: Look, matter: Matter, contact: Contact | None) -> Verdict | None:
    """Is it the unit that was written to, at an address registered for it?"""
    if wants_no_answer(look.mail):
        return held("Thư do máy gửi, hoặc từ địa chỉ không ai đọc.")
    if contact is None:
        says = phrases("incoming").ask_registered()
        return held(phrases("incoming").same_domain(), says=says)
    doubt = _doubted(look)
    if doubt:
        return held(doubt)
    if contact.disabled_at is not None:
        ended = phrases("incoming").contact_ended(contact.address)
        return held(ended, says="Địa chỉ này đã ngừng dùng.")
    return None


def _what(look: Look, matter: Matter, contact: Contact) -> Verdict:
    """Does it plainly say which document answers which assignment?"""
    reading = read_letter(look)
    if reading.doubt:
        says = "Thư chưa nói rõ văn bản nào là kết quả."
        return held(reading.doubt, says="" if reading.by_machine else says)
    new_files = brings_files(look.session, matter, attachments(look.mail))
    if reading.number and matter.has(reading.number, reading.signed_on) and not new_files:
        return noted(IncomingKind.LETTER, phrases("incoming").known_number(reading.number))
    if reading.lacks:
        return held(reading.lacks, says=reading.lacks)
    if matter.doubt or matter.only_id is None:
        return held(matter.doubt, says=matter.says)
    return _record(look, matter, matter.only_id, contact=contact, reading=reading)


def _record(
    look: Look, matter: Matter, assignment_id: int, *, contact: Contact, reading: Reading
) -> Verdict:
    before = begun_before(look, assignment_id, contact)
    attached = [one for letter in (*before, look) for one in attachments(letter.mail)]
    said = Given(document_number=reading.number, document_on=reading.signed_on)
    stands = next((facts for facts in matter.answered if facts.id == assignment_id), None)
    given, earlier, carried_flags = carried(look.session, stands, said)
    files, flags = keep_files(look.desk.settings.files_dir, attached, earlier)
    handing = Handing(
        by=Actor.contact(contact.id),
        way=Way.REPLY,
        received_at=look.row.received_at,
        key=f"thu|{look.row.sha256}",
        flags=(*carried_flags, *flags),
    )
    try:
        with look.session.begin_nested():
            recorded = record_submission(
                look.session,
                look.desk.rulebook,
                assignment_id=assignment_id,
                given=given,
                handing=handing,
                now=look.now,
                files=files,
            )
    except Refused as refused:
        reason = str(refused).replace("\n", " ")
        book = phrases("incoming")
        return held(book.not_recorded(reason), says=book.ask_again(reason))
    _settle_before(look, before, recorded.submission_id)
    return Verdict(
        IncomingKind.LETTER,
        IncomingOutcome.RECORDED,
        phrases("incoming").recorded(reading.number, recorded.receipt),
        assignment_id=assignment_id,
        submission_id=recorded.submission_id,
    )


def _settle_before(look: Look, before: Sequence[Look], submission_id: int) -> None:
    """The letters that this one completes wait for nobody any more."""
    for letter in before:
        letter.row.outcome = IncomingOutcome.RECORDED
        letter.row.submission_id = submission_id
        letter.row.reason = phrases("incoming").completed_by(look.row.id)


def _doubted(look: Look) -> str:
    return doubt_of_sender(look.mail, look.sender, look.desk.settings.incoming_auth_id)
