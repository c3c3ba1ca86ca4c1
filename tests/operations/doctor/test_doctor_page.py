"""docs/kham.md shows every symptom with its remedy, as the program has them.

To renew it: DONDOC_TEST_UPDATE=1 pytest tests/operations/doctor/test_doctor_page.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from dondoc.messages.environment import phrases
from dondoc.operations.doctor.symptom import Gravity
from dondoc.operations.doctor.symptom_kinds import symptom_kinds

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "kham.md"
BLOCK = re.compile(r"(?<=<!-- khám -->\n).*?(?=<!-- hết -->)", re.DOTALL)
ASKED = re.compile(r"\bsymptom\(\s*\"(\w+)\"")


def table() -> str:
    rows = ["| mức | điều tìm thấy | việc phải làm |", "|---|---|---|"]
    for code, kind in symptom_kinds().items():
        found = kind.found(code, **kind.sample)
        gravity = phrases("doctor").gravity(found.gravity.value)
        rows.append(f"| {gravity} | {found.sentence} | {found.remedy} |")
    return "\n".join(rows) + "\n"


def test_the_page_shows_what_the_program_says():
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("DONDOC_TEST_UPDATE"):
        PAGE.write_text(BLOCK.sub(lambda _: table(), page), encoding="utf-8")
        pytest.skip("renewed")

    assert [table()] == BLOCK.findall(page)


def test_every_symptom_names_what_to_do_and_no_look_finds_another():
    kinds = symptom_kinds()
    samples = {code: kind.found(code, **kind.sample) for code, kind in kinds.items()}
    assert [] == [code for code, one in samples.items() if not (one.sentence and one.remedy)]
    assert set(Gravity) == {one.gravity for one in samples.values()}

    looks = [
        *(ROOT / "dondoc/operations/doctor").glob("*.py"),
        ROOT / "deployments/server_looks.py",
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in looks)
    assert set(ASKED.findall(text)) <= set(kinds)
    assert [] == [code for code in kinds if text.count(f'"{code}"') < 2]  # asked for somewhere
