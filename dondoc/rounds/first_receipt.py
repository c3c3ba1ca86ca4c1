"""When the office first got something: what is typed in later may have come earlier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

Answered = tuple[int, datetime]
"""A version, and when the office got it."""

Returned = tuple[int, datetime]
"""The version that was returned, and when."""


def first_received(answers: Sequence[Answered], returns: Iterable[Returned]) -> datetime:
    """The earliest receipt before the first return of one of these answers.

    A paper of the 15th that is entered after a click of the 17th came on the 15th; what came after
    a return answers that return. There is at least one answer.
    """
    versions = {version for version, _at in answers}
    known = [one for one in returns if one[0] in versions]
    if not known:
        return min(at for _version, at in answers)
    returned, returned_at = min(known, key=lambda one: one[1])
    return min(at for version, at in answers if version <= returned or at < returned_at)
