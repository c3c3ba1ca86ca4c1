"""What everybody got in a walked year, as a person would read it."""

from __future__ import annotations

from pathlib import Path

from dondoc.calendar.date_words import short_date, weekday
from dondoc.clock import local
from tests.walk.walk import Walk


def write_table(walk: Walk, path: Path) -> None:
    """Who got what when, one reader after the other, as a person would read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["Ai nhận thư gì, lúc nào", ""]
    for reader in sorted({said.to for said in walk.said}):
        lines += ["", reader, "-" * len(reader)]
        for said in (one for one in walk.said if one.to == reader):
            here = local(said.at)
            lines.append(
                f"{weekday(here.date()):8} {short_date(here.date())} {here:%H:%M}  {said.subject}"
            )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
