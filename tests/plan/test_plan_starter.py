"""A plan of one's own begins: the folder, the hashes of its quotations, what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dondoc.plan.registry import load_registry
from dondoc.plan.starter import start_folder
from dondoc.plan.wording_hashes import hash_file, with_hashes
from dondoc.problems import Refused


@pytest.fixture
def started(tmp_path: Path) -> Path:
    start_folder(tmp_path / "moi", 2028)
    return tmp_path / "moi"


def test_the_folder_holds_two_duties_and_confirms_nothing(started: Path):
    registry = load_registry(started)

    assert ["II.1", "II.2"] == [one.code for one in registry.plan.duties]
    assert 5 == len(registry.units)
    assert [2028] == [one.year for one in registry.plan.applies]
    texts = [file.read_text(encoding="utf-8") for file in started.glob("*.yaml")]
    assert [] == re.findall(r"confirmed: true$", "\n".join(texts), re.MULTILINE)


def test_every_field_of_a_duty_that_it_uses_is_explained(started: Path):
    text = (started / "plan.yaml").read_text(encoding="utf-8")
    comments = " ".join(line for line in text.splitlines() if "#" in line)

    for field in ("responsible", "monitored_by", "cadence", "opens", "due", "basis", "ladder"):
        assert field in comments


def test_a_folder_that_holds_something_is_refused(started: Path):
    with pytest.raises(Refused, match="đã có và không trống"):
        start_folder(started, 2028)


def test_a_changed_quotation_gets_its_hash_and_nothing_else_is_touched(started: Path):
    file = started / "plan.yaml"
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace("hằng quý. (câu mẫu)", "hằng quý.", 1), encoding="utf-8")

    assert ["II.1"] == hash_file(file)
    assert [] == hash_file(file)
    left, right = before.splitlines(), file.read_text(encoding="utf-8").splitlines()
    changed = [one.split()[0] for one, other in zip(left, right, strict=True) if one != other]
    assert ["Các", "sha256:"] == changed
    assert load_registry(started)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bullets: [", "không đúng YAML"),
        ("code: A\n", "thiếu phần này"),
        ("bullets:\n  - {clause: A, text: B}\n", "thiếu sha256"),
        ("bullets:\n  - A\n", "thiếu clause, text, sha256"),
    ],
)
def test_what_cannot_be_hashed_is_refused_in_words(text: str, said: str):
    with pytest.raises(Refused, match=said):
        with_hashes(text)
