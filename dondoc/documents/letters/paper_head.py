"""Head and foot of the papers of a body: whose it is, under whom, who signs."""

from __future__ import annotations

from datetime import date
from typing import Any

from dondoc.documents.paper.paper_values import time_words
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import full_name
from dondoc.plan.bodies import Unit
from dondoc.plan.rulebook import Rulebook


def head_of(rulebook: Rulebook, body: Unit, on: date, *, kind: str, about: str) -> dict[str, Any]:
    """The fields of `PaperHead` for a draft of that day; `kind` as in its symbol: «GM», «TB»."""
    superior = rulebook.registry.superior(body, on)
    urging = phrases("urging")
    return {
        "superior": full_name(superior.name) if superior else "",
        "organ": full_name(body.name),
        "symbol": f"{kind}-{body.symbol}" if body.symbol else kind,
        "issued_at": rulebook.registry.plan.place,
        "time": time_words(None, on.year),
        "about": about,
        "authority": urging.authority_of(body.name),
        "position": urging.head_of(body.name),
        "recipients": tuple(phrases("letters").recipients(body.name).splitlines()),
    }
