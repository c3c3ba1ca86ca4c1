"""Text that every database, file and page can keep."""

from __future__ import annotations

import re
import time
import unicodedata
from pathlib import Path

import pytest

from dondoc.text import legible, parse_link

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Sở Tài chính", "Sở Tài chính"),
        (unicodedata.normalize("NFD", "Sở Tài chính"), "Sở Tài chính"),
        ("a\x00b\x1bc\x85d", "abcd"),
        ("một\r\nhai\rba\tbốn", "một\nhai\nba\tbốn"),
        ("\ud800a\udfff", "a"),
        ("a\ufffeb", "ab"),
        ("😀 ﷽", "😀 ﷽"),
        ("ệ" + "\u0301" * 1000, "ệ" + "\u0301" * 16),
    ],
)
def test_it_keeps_what_can_be_read(given: str, kept: str) -> None:
    assert kept == legible(given)


def test_a_mountain_of_marks_is_no_work() -> None:
    began = time.process_time()

    assert 17 == len(legible("x" + "\u0316\u0302" * 400_000))
    assert time.process_time() - began < 2


@pytest.mark.parametrize("link", ["//[", "http://[::1", "http://a.b℀c/", "https://a.b:99999999/"])
def test_an_address_that_is_none_is_no_fault(link: str) -> None:
    assert parse_link(link) is None


def test_only_one_place_takes_an_address_apart_that_somebody_else_wrote() -> None:
    ours = {  # of the settings, which an administrator wrote
        "dondoc/cli/check_machine.py",
        "dondoc/operations/doctor/before_start.py",
        "dondoc/incoming/classify.py",
        "dondoc/mailbox/mailbox_address.py",
        "dondoc/portal/app.py",
        "dondoc/portal/sign_in/session.py",
        "dondoc/settings.py",
    }
    files = (path for top in ("dondoc", "flows", "tasks") for path in (ROOT / top).rglob("*.py"))
    found = {
        str(path.relative_to(ROOT))
        for path in files
        if re.search(r"\burl(?:split|parse)\b", path.read_text(encoding="utf-8"))
    }

    assert {*ours, "dondoc/text.py"} == found
