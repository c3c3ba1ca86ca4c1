"""docs/luu-giu.md shows what is kept for how long as the program has it.

To renew it: DONDOC_TEST_UPDATE=1 pytest tests/test_retention_page.py
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from dondoc.limits import MOST_RUNS_A_NIGHT
from dondoc.messages.environment import phrases
from dondoc.operations.retention_table import TABLE, Dropper, RetentionRule
from dondoc.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "luu-giu.md"
BLOCK = re.compile(r"(?<=<!-- giữ -->\n).*?(?=<!-- hết -->)", re.DOTALL)
HEADS = ("điều gì", "giữ bao lâu", "vì sao", "ai xóa", "đổi bằng", "căn cứ")


def row(rule: RetentionRule) -> tuple[str, ...]:
    setting = f"`DONDOC_{rule.setting.upper()}`" if rule.setting else "–"
    source = rule.source if rule.confirmed else "chưa xác nhận"
    return (rule.what, rule.how_long(Settings()), rule.why, rule.by, setting, source)


def table() -> str:
    lines = [HEADS, ("---",) * len(HEADS), *(row(rule) for rule in TABLE)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def test_the_page_shows_the_table_of_retention() -> None:
    page = PAGE.read_text(encoding="utf-8")
    if os.environ.get("DONDOC_TEST_UPDATE"):
        page = BLOCK.sub(table(), page)
        PAGE.write_text(page, encoding="utf-8")

    assert [table()] == BLOCK.findall(page)
    assert f"nhiều nhất {MOST_RUNS_A_NIGHT} lượt chạy, {MOST_RUNS_A_NIGHT} bảng" in page


def test_every_setting_is_one_and_bounded() -> None:
    for rule in TABLE:
        if rule.setting:
            bounds = Settings.model_fields[rule.setting].metadata
            assert 2 == len(bounds)


def test_a_row_claims_confirmation_only_with_its_source() -> None:
    assert [] == [rule.key for rule in TABLE if rule.confirmed and not rule.source]


def test_what_is_let_go_of_here_is_counted_and_records_have_no_dropper() -> None:
    here = {rule.key for rule in TABLE if rule.by is Dropper.HERE}

    assert here == {rule.key for rule in TABLE if rule.drop}
    assert here <= {rule.key for rule in TABLE if rule.count}
    assert {"submissions", "decisions", "messages", "people", "audit"} == {
        rule.key for rule in TABLE if rule.by is Dropper.NOBODY
    }


def test_the_night_says_how_many_of_each() -> None:
    said = phrases("day").let_go(**{rule.key: 7 for rule in TABLE if rule.drop})

    assert 4 == said.count("7")
    assert "Prefect: xóa 3 lượt chạy đã cũ, 2 bảng đã cũ" == phrases("retention").trimmed(3, 2)
    assert "" == phrases("retention").trimmed(0, 0)
