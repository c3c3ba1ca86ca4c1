"""What all looks said, put in order for a reader, and carried to another program and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dondoc.operations.doctor.examine import LookAnswer, WhyNot
from dondoc.operations.doctor.symptom import Gravity, Symptom


def in_order(answers: Iterable[LookAnswer]) -> list[Symptom]:
    """Everything that was found, the worst first."""
    found = [one for answer in answers for one in answer.found]
    return sorted(found, key=lambda one: list(Gravity).index(one.gravity))


def tally(found: Sequence[Symptom]) -> list[int]:
    """How many of each gravity, the worst first."""
    return [sum(one.gravity is gravity for one in found) for gravity in Gravity]


def right_by_group(answers: Iterable[LookAnswer]) -> dict[str, list[str]]:
    """The names of the looks that found nothing, though they looked."""
    groups: dict[str, list[str]] = {}
    for one in answers:
        if not one.found and one.left_out is None:
            groups.setdefault(one.group, []).append(one.name)
    return groups


def left_out_by_reason(answers: Sequence[LookAnswer]) -> dict[WhyNot, list[str]]:
    """The names of those that did not look."""
    named = {why: [one.name for one in answers if one.left_out is why] for why in WhyNot}
    return {why: names for why, names in named.items() if names}


def as_entries(answers: Iterable[LookAnswer]) -> list[dict[str, Any]]:
    """For a program: keys that last."""
    return [
        {
            "group": one.group,
            "look": one.name,
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


def from_entries(entries: Iterable[dict[str, Any]]) -> list[LookAnswer]:
    """The same, read back."""
    return [
        LookAnswer(
            one["group"],
            one["look"],
            tuple(
                Symptom(each["code"], Gravity(each["severity"]), each["sentence"], each["remedy"])
                for each in one["findings"]
            ),
            WhyNot(one["left_out"]) if one["left_out"] else None,
        )
        for one in entries
    ]
