"""A feed in the plan's data is refused where it cannot be read or counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.plan.registry import DATA_FOLDER, PlanError, load_registry


def with_feed(folder: Path, feed: str, *, duty: str = "III.1.5.a") -> Path:
    for name in ("plan", "roles", "units"):
        text = (DATA_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        if name == "plan":
            head, tail = text.split(f"  - code: {duty}\n", 1)
            text = f"{head}  - code: {duty}\n    feeds: [{feed}]\n{tail}"
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("feed", "duty", "words"),
    [
        ("{unit: so-khong-co, address: https://a.example/rss}", "III.1.5.a", "không có đơn vị này"),
        ("{unit: so-tu-phap, address: a.example/rss}", "III.1.5.a", "address «a.example/rss»"),
        ("{unit: so-tu-phap, address: https://a.example}", "III.1.1.c", "phải được đếm"),
    ],
)
def test_it_says_what_is_wrong(tmp_path: Path, feed: str, duty: str, words: str) -> None:
    with pytest.raises(PlanError, match=words):
        load_registry(with_feed(tmp_path, feed, duty=duty))


def test_a_good_one_is_read(tmp_path: Path) -> None:
    folder = with_feed(
        tmp_path, "{unit: so-tu-phap, address: https://a.example/rss, words: [TTHC]}"
    )

    (feed,) = load_registry(folder).plan.duty("III.1.5.a").feeds
    assert ("so-tu-phap", ("TTHC",)) == (feed.unit, feed.words)
