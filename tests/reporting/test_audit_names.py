"""Whatever an act was done to has a name that people know, wherever the program writes it."""

from __future__ import annotations

import re
from pathlib import Path

import dondoc
from dondoc.reporting.audit_objects import KINDS

ROOT = Path(dondoc.__file__).parent
TARGET = re.compile(r'target ?= ?f?"([a-z_0-9]+)[:"]')


def test_every_kind_of_target_has_its_word() -> None:
    sources = [path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.py"))]
    written = {
        kind
        for source in sources
        if "audit.record(" in source or "record_act(" in source
        for kind in TARGET.findall(source)
    }

    assert {"assignment", "conference", "incoming"} < written
    assert set() == written - set(KINDS)
