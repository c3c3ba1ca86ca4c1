"""Units named in a sentence: all of them where they are few, else the first and how many more."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.messages.environment import phrases

_MOST = 15


def many_names(names: Sequence[str]) -> str:
    """«Sở A, Sở B»; of more than fifteen the first and «và 12 đơn vị khác (xem phụ lục)»."""
    if len(names) <= _MOST:
        return ", ".join(names)
    more: str = phrases("consolidated").more_names(len(names) - _MOST)
    return f"{', '.join(names[:_MOST])} {more}"
