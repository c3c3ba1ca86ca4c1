"""What an officer or a unit writes to say why: one sentence, or a few."""

from __future__ import annotations

from dondoc.forms.values import REASON_MISSING, within
from dondoc.limits import LONGEST_EVIDENCE
from dondoc.problems import Problem, Refused

UNIT_READS_IT = "hãy ghi lý do, đơn vị sẽ đọc nguyên văn"


def reason_problems(text: str, *, wanted: str = REASON_MISSING) -> list[Problem]:
    """What is wrong with a reason; `wanted` is said of none, and is empty where it may be none."""
    if not text.strip():
        return [Problem("reason", "", wanted, "Lý do")] if wanted else []
    try:
        within(text.strip(), LONGEST_EVIDENCE)
    except ValueError as error:
        return [Problem("reason", "", str(error), "Lý do")]
    return []


def read_reason(text: str, *, wanted: str = REASON_MISSING) -> str:
    """The reason without the space around it. Raises Refused for none, and for a long one."""
    if problems := reason_problems(text, wanted=wanted):
        raise Refused(problems)
    return text.strip()
