"""Colours are named by what they mean, and stand in one stylesheet."""

from __future__ import annotations

import re
from pathlib import Path

from dondoc.rounds.standing_words import Sense

PORTAL = Path(__file__).resolve().parents[2] / "dondoc" / "portal"
COLOURS = PORTAL / "static" / "colours.css"
SOMEBODY_ELSES = PORTAL / "static" / "sample_site.css"
"""The demo's sample sites: they look like nothing of ours."""
VALUE = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(")
ON_PAPER = "color: #333"
"""Print rules name their grey where they stand."""


def test_only_one_stylesheet_holds_a_colour():
    others = sorted(set((PORTAL / "static").glob("*.css")) - {COLOURS, SOMEBODY_ELSES})
    wrong = [
        f"{path.name}:{number}: {line.strip()}"
        for path in others
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if VALUE.search(line.replace(ON_PAPER, ""))
    ]

    assert others
    assert [] == wrong


def test_every_sense_has_its_colour_there():
    written = COLOURS.read_text(encoding="utf-8")

    assert [] == [sense for sense in Sense if f".is-{sense}" not in written]
