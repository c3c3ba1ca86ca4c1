"""Figures as somebody types them in one line, each by its code or by its Vietnamese name.

«Tin, bài: 12; Hội nghị: 3» is what a person writes, «tin_bai=12, hoi_nghi=3» what a program does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dondoc.plan.schema import Indicator
from dondoc.problems import Problem, Refused
from dondoc.text import fold

_SIGN = re.compile("[:=]")
_VALUE = re.compile(r"([^,;\n]*)[,;\n]?(.*)", re.DOTALL)


def read_figures(
    given: str | Mapping[str, Any], indicators: Sequence[Indicator] = ()
) -> dict[str, str]:
    """Code to text, of a line or of a mapping; raises Refused for what has no value.

    A name holds commas of its own («Tin, bài»), a value none: it ends at the next one.
    """
    pairs = _pairs(given, indicators) if isinstance(given, str) else given
    return {_code(str(name), indicators): str(value) for name, value in pairs.items()}


def _pairs(text: str, indicators: Sequence[Indicator]) -> dict[str, str]:
    name, *rest = _SIGN.split(text)
    pairs: dict[str, str] = {}
    for part in rest:
        found = _VALUE.fullmatch(part)
        assert found is not None
        pairs[name.strip(" ,;\n")], name = found[1].strip(), found[2]
    if left := name.strip(" ,;\n"):
        wanted = f"không đọc được; hãy ghi như {_example(indicators)}"
        raise Refused(Problem("figures", left, wanted, "Số liệu"))
    return pairs


def _code(name: str, indicators: Sequence[Indicator]) -> str:
    """The code that is meant: by itself, by the name, or by how one name alone begins."""
    said = fold(name)
    for one in indicators:
        if said in (fold(one.code), fold(one.title)):
            return one.code
    begun = [one.code for one in indicators if said and fold(one.title).startswith(said)]
    return begun[0] if len(begun) == 1 else name.strip().lower()


def _example(indicators: Sequence[Indicator]) -> str:
    if not indicators:
        return "tin_bai=12, hoi_nghi=3, luot_nguoi=1.250"
    return "; ".join(f"{one.title}: 12" for one in indicators[:2])
