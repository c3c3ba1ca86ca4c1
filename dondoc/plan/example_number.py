"""What a document's number looks like to the one who reads the example: of his own body."""

from __future__ import annotations

import re

from dondoc.plan.bodies import Unit

_PLAN = re.compile(r"(triển khai )?kế hoạch", re.IGNORECASE)
_OF_A_COMMITTEE = frozenset({"cap_huyen", "cap_xa"})
UNKNOWN = "…"


def example_number(unit: Unit | None, title: str = "", *, number: str = "12") -> str:
    """«12/BC-STC» for that Sở, «12/KH-UBND» for a commune's plan; of no known body «12/BC-…».

    `title` is what is handed in: a plan has another letter than a report.
    """
    kind = "KH" if _PLAN.match(title) else "BC"
    return f"{number}/{kind}-{_sign(unit)}"


def _sign(unit: Unit | None) -> str:
    if unit is None:
        return UNKNOWN
    if unit.symbol:
        return unit.symbol
    return "UBND" if unit.group in _OF_A_COMMITTEE else UNKNOWN
