"""A clerk reads what a rule means, never how the plan's data writes it."""

from __future__ import annotations

import re

import pytest

from dondoc.calendar.rule_words import rule_words
from dondoc.plan.registry import load_registry

_CODE = re.compile(r"\b(?:min|max|cutoff|issued|start|end|event|back|forward|wd|D\d\d)\b")


OF_THE_REPORT = (
    "2 ngày làm việc sau ngày chốt số liệu, nhưng không muộn hơn 1 ngày làm việc trước ngày 18 của"
    " tháng cuối kỳ (gặp ngày nghỉ thì lùi về ngày làm việc trước đó)"
)
LATER = "1 ngày làm việc sau mốc: ngày cuối kỳ, nhưng không sớm hơn ngày 15/03"


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("min(cutoff + 2wd, D18 back - 1wd)", OF_THE_REPORT),
        ("issued + 30d", "30 ngày sau ngày ban hành văn bản"),
        ("11-30", "ngày 30/11"),
        ("max(end, 03-15) + 1wd", LATER),
    ],
)
def test_a_rule_is_said_in_words(rule: str, words: str) -> None:
    assert words == rule_words(rule)


def test_no_rule_of_the_plan_leaves_its_code_in_the_words() -> None:
    written = {rule for duty in load_registry().plan.duties for _field, rule in duty.rules()}

    assert len(written) > 20
    assert [] == [rule for rule in written if _CODE.search(rule_words(rule))]
