"""What the doctor found, for a person and for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dondoc.cli.terminal_text import wrapped
from dondoc.messages.environment import phrases
from dondoc.operations.doctor.examine import LookAnswer, WhyNot
from dondoc.operations.doctor.symptom import Gravity, Symptom

_SIGNS = {Gravity.BROKEN: "✗", Gravity.ATTENTION: "!", Gravity.NOTE: "·"}


def doctor_page(answers: list[LookAnswer]) -> str:
    """What is wrong, the worst first, each with its remedy; then what is right, by group."""
    found = in_order(answers)
    looked = "\n".join([*_right(answers), *_left_out(answers)])
    return "\n\n".join(filter(None, [*map(_symptom, found), looked, _tally(found)]))


def doctor_json(answers: list[LookAnswer]) -> list[dict[str, Any]]:
    return [
        {
            "group": one.look.group,
            "look": one.look.name,
            "left_out": one.left_out.value if one.left_out else None,
            "findings": [
                {
                    "code": found.code,
                    "severity": found.gravity.value,
                    "sentence": found.sentence,
                    "remedy": found.remedy,
                }
                for found in one.found
            ],
        }
        for one in answers
    ]


def in_order(answers: Iterable[LookAnswer]) -> list[Symptom]:
    """Everything that was found, the worst first."""
    found = [one for answer in answers for one in answer.found]
    return sorted(found, key=lambda one: list(Gravity).index(one.gravity))


def _symptom(found: Symptom) -> str:
    word = phrases("doctor").gravity(found.gravity.value)
    said = wrapped(found.sentence, indent="  ", first=f"{_SIGNS[found.gravity]} {word}: ")
    if not found.remedy:
        return said
    return f"{said}\n{wrapped(found.remedy, indent='    ', first='  → ')}"


def _right(answers: list[LookAnswer]) -> Iterator[str]:
    groups: dict[str, list[str]] = {}
    for one in answers:
        if not one.found and not one.left_out:
            groups.setdefault(one.look.group, []).append(one.look.name)
    for group, names in groups.items():
        yield wrapped("; ".join(names), indent="  ", first=f"✓ {group}: ")


def _left_out(answers: list[LookAnswer]) -> Iterator[str]:
    for why in WhyNot:
        names = [one.look.name for one in answers if one.left_out is why]
        if names:
            yield wrapped(phrases("doctor").left_out(why.value, names), indent="  ")


def _tally(found: list[Symptom]) -> str:
    counts = [sum(one.gravity is gravity for one in found) for gravity in Gravity]
    return phrases("doctor").tally(*counts)
