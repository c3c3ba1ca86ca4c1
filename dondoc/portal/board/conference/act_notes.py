"""What an act on a conference ended with, as the address of its page says it."""

from __future__ import annotations

from dondoc.messages.environment import phrases

_ACTS = ("lap", "moi", "doi", "hoan", "huy", "bo", "them", "cho", "ke-hoach")


def done_words(said: str) -> str:
    """«moi-27»: the act and how many units it told or took; empty for anything else."""
    act, _, count = said.rpartition("-")
    if act not in _ACTS or not (count.isascii() and count.isdigit() and len(count) <= 5):
        return ""
    return str(phrases("conference").done(act, int(count)))
