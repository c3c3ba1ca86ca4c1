"""What an officer should look at in a submission: what is odd, what is still to come.

An answer by mail has number and date; the form asks for more. It is recorded, stops the reminders
and waits for an officer; the receipt and a flag say what it lacks.
"""

from __future__ import annotations

from datetime import date

from dondoc.messages.environment import phrases
from dondoc.plan.schema import Duty
from models import Submission
from models.kinds import Answer, Way

SIGNER, FIGURES, FILE = "người ký", "số liệu", "đường dẫn hoặc tệp minh chứng"
LIST = "danh mục đang niêm yết theo quyết định nào"


def oddities(
    number: str | None,
    signed_on: date | None,
    *,
    cutoff_on: date | None,
    symbol: str | None,
    unlinked: str | None = None,
) -> tuple[str, ...]:
    """What is merely odd, one sentence each: it is flagged, not refused.

    `unlinked` is the note that stands where a link or a file was wanted.
    """
    flags: list[str] = []
    if signed_on and cutoff_on and signed_on < cutoff_on:
        flags.append(phrases("submissions").signed_early(signed_on, cutoff_on))
    if number and symbol and symbol.upper() not in number:
        flags.append(phrases("submissions").other_symbol(number, symbol))
    if unlinked:
        flags.append("Không có đường dẫn, tệp kèm theo; đơn vị nói lý do ở ghi chú.")
    return tuple(flags)


def left_out(
    duty: Duty, *, signer: bool, figures: bool, posted: bool, proof: bool
) -> tuple[str, ...]:
    """What the duty asks and an answer by mail did not say, each in a word."""
    asked = duty.evidence.fields
    missing = (
        (SIGNER, "signer" in asked and not signer),
        (FIGURES, bool(duty.indicators) and not figures),
        (LIST, "posted_list" in asked and not posted),
        (FILE, "link_or_file" in asked and not proof),
    )
    return tuple(word for word, lacking in missing if lacking)


def lacking_flag(lacks: tuple[str, ...]) -> tuple[str, ...]:
    """For the officer, as a flag: «Trả lời bằng thư, chưa có: người ký, số liệu.»"""
    return (phrases("submissions").lacking(lacks),) if lacks else ()


def lacks_of(duty: Duty, kept: Submission, *, figures: bool, files: bool) -> tuple[str, ...]:
    """What a recorded answer by mail still lacks; nothing for one that came by another way."""
    if kept.way is not Way.REPLY or kept.answer is not Answer.DONE:
        return ()
    proof = files or bool(kept.link) or _says_why(duty, kept)
    posted = kept.list_on is not None
    return left_out(duty, signer=bool(kept.signer), figures=figures, posted=posted, proof=proof)


def _says_why(duty: Duty, kept: Submission) -> bool:
    return duty.evidence.note_instead and bool(kept.note)
