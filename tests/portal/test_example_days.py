"""An example of a day on a page follows the clock: one written down would be refused some day."""

from __future__ import annotations

import re
from pathlib import Path

import dondoc.portal

TEMPLATES = Path(dondoc.portal.__file__).parent / "templates"
WRITTEN = re.compile(r"\d{1,2}/\d{1,2}/20\d\d")


def test_no_page_has_a_day_written_down() -> None:
    pages = sorted(TEMPLATES.rglob("*.html"))
    held = {page.name: WRITTEN.findall(page.read_text(encoding="utf-8")) for page in pages}

    assert len(pages) > 50
    assert {} == {name: days for name, days in held.items() if days}
