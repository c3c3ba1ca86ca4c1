"""The grounds of a message about many things: said once, as notes that its rows point to.

A date that the plan does not set rests on a proposal that nobody has confirmed. That is one
sentence for all such rows; their notes keep the clause and the laws cited, and how each date was
reckoned stands on the page behind its link. Any other basis (an officer's word, a document's date)
is said as it is. Decision 0043.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dondoc.messages.environment import phrases
from dondoc.messages.message_facts import Item
from dondoc.messages.notice_kinds import RULES
from dondoc.messages.phrasing import raised

_PROPOSED = re.compile(r"mặc định được đề xuất(?: theo thông lệ)?, chưa được xác nhận\.?$")
_LAW = re.compile(r"(?:Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Chỉ thị)\s+số\s+[^\s,;.)]+")


def note_of(item: Item) -> str:
    """«II.3.3», with the laws that the basis cites: what one note says."""
    proposed = dated(item) and _PROPOSED.search(item.basis)
    cited = dict.fromkeys(_LAW.findall(item.basis)) if proposed else {}
    return phrases("rows").note(item, list(cited))


def marks_of(items: Iterable[Item]) -> dict[str, str]:
    """The mark of each note, in the order of the rows; none where all rows share one."""
    notes = list(dict.fromkeys(note_of(item) for item in items))
    if len(notes) < 2:
        return dict.fromkeys(notes, "")
    return {note: raised(number) for number, note in enumerate(notes, 1)}


def grounds_of(numbered: Sequence[tuple[int, Item]]) -> str:
    """The plan once, the notes once, and each basis once for the rows that share it."""
    items = [item for _number, item in numbered]
    plans = dict.fromkeys(item.plan for item in items)
    doubts = dict.fromkeys(item.plan_note for item in items if item.plan_note)
    bases: dict[str, list[int]] = {}
    for number, item in numbered:
        if dated(item):
            bases.setdefault(_basis(item), []).append(number)
    whole = len(bases) == 1
    rows = phrases("rows")
    said = [rows.shared_basis(words, [] if whole else to, items[0]) for words, to in bases.items()]
    return rows.grounds(list(plans), list(marks_of(items).items()), list(doubts), said)


def dated(item: Item) -> bool:
    """Do its grounds say on what a date rests?"""
    return RULES[item.kind].basis


def _basis(item: Item) -> str:
    proposed = _PROPOSED.search(item.basis)
    return phrases("rows").proposed(item) if proposed else phrases("say").basis(item)
