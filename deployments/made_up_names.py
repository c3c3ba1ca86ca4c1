"""The names that Prefect makes up for a run: «imposing-lynx», in its form «Awesome-Hawk».

A server keeps no mark of who named a run, so a name is known by the words it is made of: those of
`coolname`, which Prefect draws from, and the form's own few. Everything else a person typed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import coolname
from coolname.loader import load_config

_TWO_WORDS = re.compile(r"([a-z]+)-([a-z]+)")
FORM_WORDS = (
    *("Awesome", "Rustic", "Small", "Gorgeous", "Fantastic", "Sleek", "Intelligent", "Unbranded"),
    *("Refined", "Licensed", "Generic", "Practical", "Ergonomic", "Handcrafted", "Tasty"),
    *("Handmade", "Incredible"),
)
"""Before an animal of at most six letters, in the form at `/v2/` (prefect 3.8)."""

_OF_FORM = re.compile(rf"(?:{'|'.join(FORM_WORDS)})-[A-Z].{{0,5}}")


def made_up(name: str) -> bool:
    """Did Prefect make it up? Somebody who types two of its English words is taken for Prefect."""
    if _OF_FORM.fullmatch(name):
        return True
    words = _TWO_WORDS.fullmatch(name)
    if words is None:
        return False
    adjectives, animals = _coolname()
    return words[1] in adjectives and words[2] in animals


@functools.cache
def _coolname() -> tuple[frozenset[str], frozenset[str]]:
    config: Mapping[str, Any] = load_config(str(Path(coolname.__file__).parent / "data"))
    (pair,) = config["2"]["lists"]
    first, second = config[pair]["lists"]
    return _words(config, first), _words(config, second)


def _words(config: Mapping[str, Any], name: str) -> frozenset[str]:
    listed = config[name]
    if "words" in listed:
        return frozenset(listed["words"])
    return frozenset().union(*(_words(config, inner) for inner in listed["lists"]))
