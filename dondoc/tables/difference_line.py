"""One thing that importing a table would do, or that is odd in it: a line of every preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mark = Literal["!", "+", "~"]
"""Odd, new, changed: how a line of the difference begins."""


@dataclass(frozen=True)
class DifferenceLine:
    """It in words."""

    mark: Mark
    words: str
