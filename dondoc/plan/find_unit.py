"""A unit by whatever a person calls it: name, code or symbol, with marks or without."""

from __future__ import annotations

from collections.abc import Collection

from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.text import fold

_NOT_ASKED = "không có đơn vị nào tên như vậy được giao việc này; hãy ghi tên đầy đủ"


def find_unit(units: Collection[Unit], text: str, *, unknown: str = _NOT_ASKED) -> Unit:
    """The one of these units that bears this name, code or symbol. Raises Refused.

    Some whole words of a name will do where one unit alone has them; letters may lack their marks.
    `unknown` is what is said where none has them.
    """
    wanted = fold(text)
    exact = [unit for unit in units if wanted in _names(unit)]
    partly = [unit for unit in units if wanted and f" {wanted} " in f" {fold(unit.name)} "]
    for found in (exact, partly):
        if len(found) == 1:
            return found[0]
    if not partly:
        remedy = unknown
    else:
        several = "; ".join(unit.name for unit in partly[:5])
        remedy = f"có nhiều đơn vị tên như vậy, hãy ghi rõ hơn: {several}"
    raise Refused(Problem("unit", text.strip(), remedy, "Đơn vị"))


def _names(unit: Unit) -> set[str]:
    return {fold(name) for name in (unit.code, unit.name, unit.symbol or unit.code)}
