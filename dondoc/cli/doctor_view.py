"""What the doctor found, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dondoc.cli.terminal_text import wrapped
from dondoc.messages.environment import phrases
from dondoc.operations.doctor.answers import in_order, left_out_by_reason, right_by_group, tally
from dondoc.operations.doctor.examine import LookAnswer
from dondoc.operations.doctor.symptom import Gravity, Symptom

_SIGNS = {Gravity.BROKEN: "✗", Gravity.ATTENTION: "!", Gravity.NOTE: "·"}


def doctor_page(answers: Sequence[LookAnswer]) -> str:
    """What is wrong, the worst first, each with its remedy; then what is right, by group."""
    found = in_order(answers)
    looked = "\n".join(_looked(answers))
    said = phrases("doctor").tally(*tally(found))
    return "\n\n".join(filter(None, [*map(_symptom, found), looked, said]))


def _symptom(found: Symptom) -> str:
    word = phrases("doctor").gravity(found.gravity.value)
    said = wrapped(found.sentence, indent="  ", first=f"{_SIGNS[found.gravity]} {word}: ")
    if not found.remedy:
        return said
    return f"{said}\n{wrapped(found.remedy, indent='    ', first='  → ')}"


def _looked(answers: Sequence[LookAnswer]) -> Iterator[str]:
    for group, names in right_by_group(answers).items():
        yield wrapped("; ".join(names), indent="  ", first=f"✓ {group}: ")
    for why, names in left_out_by_reason(answers).items():
        said = f"{phrases('doctor').left_out(why.value)}: {'; '.join(names)}."
        yield wrapped(said, indent="  ", first="– ")
