"""`dondoc inspection`: all of its commands."""

from __future__ import annotations

from dondoc.cli import inspection_draw, inspection_visits
from dondoc.cli.inspection_group import inspection

__all__ = ["inspection", "inspection_draw", "inspection_visits"]
