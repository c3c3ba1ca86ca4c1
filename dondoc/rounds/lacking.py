"""What an answer by mail leaves for later: it has number and date, the form asks for more.

Such an answer is recorded, stops the reminders and waits for an officer; the receipt and the
officer's flag say what is still to come.
"""

from __future__ import annotations

from dondoc.plan.schema import Duty
from dondoc.problems import Problem
from models import Submission
from models.kinds import Answer, Way

SIGNER, FIGURES, FILE = "người ký", "số liệu", "đường dẫn hoặc tệp minh chứng"
_FIGURE = "figure_"


def left_for_later(problems: list[Problem]) -> tuple[str, ...]:
    """Takes what is merely missing out of the problems; what is wrong stays a problem."""
    missing = [one for one in problems if not one.given and _word(one.field)]
    problems[:] = [one for one in problems if one not in missing]
    return tuple(dict.fromkeys(_word(one.field) for one in missing))


def lacking_flag(lacks: tuple[str, ...]) -> tuple[str, ...]:
    """For the officer, as a flag: «Trả lời bằng thư, chưa có: người ký, số liệu.»"""
    return (f"Trả lời bằng thư, chưa có: {', '.join(lacks)}.",) if lacks else ()


def lacks_of(duty: Duty, kept: Submission, *, figures: bool, files: bool) -> tuple[str, ...]:
    """What a recorded answer by mail still lacks; nothing for one that came by another way."""
    if kept.way is not Way.REPLY or kept.answer is not Answer.DONE:
        return ()
    asked = duty.evidence.fields
    return tuple(
        word
        for word, missing in (
            (SIGNER, "signer" in asked and not kept.signer),
            (FIGURES, bool(duty.indicators) and not figures),
            (FILE, "link_or_file" in asked and not (files or kept.link)),
        )
        if missing
    )


def _word(field: str) -> str:
    return FIGURES if field.startswith(_FIGURE) else {"signer": SIGNER, "link": FILE}.get(field, "")
