"""After an act the focus is on the line that says what was done, on every page, by HTML alone."""

from __future__ import annotations

import re
from pathlib import Path

import dondoc.portal

TEMPLATES = Path(dondoc.portal.__file__).parent / "templates"
LINE = re.compile(r'<\w+ class="box box-done"[^>]*>')


def test_every_line_that_says_what_was_done_takes_the_focus_and_is_announced() -> None:
    found = [
        (path.name, line)
        for path in sorted(TEMPLATES.rglob("*.html"))
        for line in LINE.findall(path.read_text(encoding="utf-8"))
    ]

    wanted = ('role="status"', 'tabindex="-1"')
    assert [] == [one for one in found if not all(word in one[1] for word in wanted)]
    unled = [one for one in found if "autofocus" not in one[1] and " id=" not in one[1]]
    assert [] == unled  # by itself, or because the address ends in its name
    assert len(found) >= 10
