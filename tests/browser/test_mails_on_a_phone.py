"""Every kind of letter on a telephone: nothing scrolls sideways, every link fits a thumb."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dondoc.messages.message_facts import Item
from dondoc.messages.render import render
from dondoc.messages.render_account import render_alarm, render_missing
from models.kinds import NoticeKind
from tests.browser.conftest import Open
from tests.messages.conftest import ASKED, OF_KIND, REPORT, SAMPLES

pytestmark = pytest.mark.browser

TOKEN = "https://don-doc.so-noi-vu.tuyenquang.example/v/" + "4mzqk7x2" * 4
SEEN_AT = datetime(2027, 3, 15, 2, 14, tzinfo=UTC)
LONG = "https://tuyenquang.example/tin-tuc/" + "cai-cach-hanh-chinh-" * 8
_WIDTHS = """
const page = document.documentElement
return [page.scrollWidth, page.clientWidth]
"""
_SMALL = """
return [...document.querySelectorAll('a')]
  .map(a => [Math.round(a.getBoundingClientRect().height), a.textContent.trim().slice(0, 60)])
  .filter(([height]) => height < 44)
"""


def items() -> Iterator[Item]:
    for tone in ("order", "request"):
        for kind in NoticeKind:
            facts: dict[str, Any] = {**vars(REPORT), "kind": kind, **OF_KIND.get(kind, {})}
            facts |= ASKED if tone == "request" else {}
            facts["link"] = facts["link"] and TOKEN
            facts["reason"] = f"{facts['reason'] or ''} {LONG}"
            facts["nil_link"] = f"{TOKEN}/khong-phat-sinh" if kind is NoticeKind.OPENING else ""
            yield Item(**facts)


def letters(folder: Path) -> list[Path]:
    """Each kind alone and in company; the letters that are about no duty; the other samples."""
    every = list(items())
    alone = [render([one], to_name=one.unit_name, by_mail=True) for one in every]
    many = [render(every[at : at + 6], to_name="Sở") for at in range(0, len(every), 6)]
    facts = {"link": TOKEN, "says": LONG, "known": True, "one": True}
    missing = render_missing(to="Sở Tài chính", received_at=SEEN_AT, **facts)
    alarm = render_alarm(
        name="Trần Văn Minh", run=LONG, state="Failed", words=LONG, link=TOKEN, seen_at=SEEN_AT
    )
    for number, letter in enumerate([*alone, *many, missing, alarm]):
        (folder / f"{number:03d}.html").write_text(letter.html, encoding="utf-8")
    kinds = {kind.value for kind in NoticeKind}
    others = [one for one in SAMPLES.glob("*.html") if one.stem.partition("-")[0] not in kinds]
    return [*sorted(folder.iterdir()), *sorted(others)]


def test_no_letter_scrolls_sideways_and_every_link_fits_a_thumb(
    browser: Open, tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    chromium = browser(360, 740)

    for letter in letters(folder):
        chromium.get(letter.as_uri())
        wide, room = chromium.execute_script(_WIDTHS)
        said = letter.read_text(encoding="utf-8").partition("<title>")[2].partition("</title>")[0]
        assert wide <= room, said
        assert [] == chromium.execute_script(_SMALL), said
