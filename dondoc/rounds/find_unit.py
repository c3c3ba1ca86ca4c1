"""A unit by whatever a person calls it: name, code or symbol, with marks or without."""

from __future__ import annotations

import unicodedata
from datetime import date

from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.rounds.rulebook import Rulebook


def find_unit(rulebook: Rulebook, text: str, on: date) -> Unit:
    """The unit that exists on that day and bears this name, code or symbol. Raises Refused.

    Part of a name will do where only one unit has it; letters may lack their marks.
    """
    wanted = plain(text)
    living = [unit for unit in rulebook.registry.units if unit.exists(on)]
    exact = [unit for unit in living if wanted in _names(unit)]
    partly = [unit for unit in living if wanted and wanted in plain(unit.name)]
    for found in (exact, partly):
        if len(found) == 1:
            return found[0]
    if not partly:
        remedy = "không có đơn vị nào tên như vậy; hãy ghi tên đầy đủ, ví dụ Sở Tài chính"
    else:
        several = "; ".join(unit.name for unit in partly[:5])
        remedy = f"có nhiều đơn vị tên như vậy, hãy ghi rõ hơn: {several}"
    raise Refused(Problem("unit", text.strip(), remedy, "Đơn vị"))


def plain(text: str) -> str:
    """Lower case, no marks, single spaces: how people type on a bad day."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = "".join(one for one in bare if unicodedata.category(one) != "Mn")
    return " ".join(letters.lower().split())


def _names(unit: Unit) -> set[str]:
    return {plain(name) for name in (unit.code, unit.name, unit.symbol or unit.code)}
