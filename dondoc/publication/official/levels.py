"""The level of a procedure, as lists write it: «Cấp Xã», «xã», «Cấp Tỉnh; Cấp Xã». Pure."""

from __future__ import annotations

import re

from dondoc.plan.bodies import Unit
from dondoc.text import fold

_BETWEEN = re.compile(r"[;,/|+\n]| va ")
_ALIKE = {"cap_xa": "xa", "cap_huyen": "huyen"}
"""Groups of which every unit has the procedures of its level. Of the bodies of a province each has
its own: what a list gives them it must name."""


def level_keys(level: str) -> frozenset[str]:
    """The levels in a cell, made comparable; empty where it names none."""
    parts = (part.strip().removeprefix("cap ").strip() for part in _BETWEEN.split(fold(level)))
    return frozenset(part for part in parts if part)


def has_common_level(level: str) -> bool:
    """Is it of a level whose every unit has the same procedures?"""
    return not level_keys(level).isdisjoint(_ALIKE.values())


def level_of(unit: Unit) -> str:
    """The level whose procedures all units like this one have; empty where each has its own."""
    return _ALIKE.get(unit.group, "")
