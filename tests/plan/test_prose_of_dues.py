"""The words of a due date's basis tell the numbers of its rule: changed alone, one of them lies."""

from __future__ import annotations

import re

from dondoc.plan.rulebook import Rulebook

# Told of a day that the rule reaches by another way: «end + 15d» is 15/01, half a year ends 30/06.
_OTHERWISE = {
    ("III.2.b3", "ngày 15 tháng 01"),
    ("II.3.2.a", "ngày 30 tháng 6"),
}
_STEP = re.compile(r"(?<!ngày )(\d+) ngày( làm việc)?")
_DAY = re.compile(r"ngày (\d+) tháng (\d+)")


def _untold(code: str, text: str, rule: str) -> list[str]:
    steps = [
        (found[0], rf"[+-] {found[1]}{'wd' if found[2] else 'd'}\b")
        for found in _STEP.finditer(text)
    ]
    days = [
        (found[0], rf"\b{int(found[2]):02}-{int(found[1]):02}\b") for found in _DAY.finditer(text)
    ]
    return [
        f"{code}: «{words}», nhưng quy tắc là «{rule}»"
        for words, wanted in steps + days
        if (code, words) not in _OTHERWISE and not re.search(wanted, rule)
    ]


def test_every_number_in_a_basis_is_that_of_its_rule(rulebook: Rulebook):
    duties = [one for one in rulebook.registry.plan.duties if one.kind == "duty"]
    told = [
        wrong
        for duty in duties
        if duty.basis.kind == "default"
        for wrong in _untold(duty.code, duty.basis.text, f"{duty.opens} {duty.due}")
    ]

    assert [] == told
    assert 20 < sum(bool(_STEP.search(d.basis.text) or _DAY.search(d.basis.text)) for d in duties)


def test_a_changed_rule_is_seen():
    text = "trong 5 ngày làm việc sau ngày 09 tháng 11"

    assert [] == _untold("X", text, "11-09 + 5wd")
    assert 1 == len(_untold("X", text, "11-09 + 6wd"))
    assert 1 == len(_untold("X", text, "11-10 + 5wd"))
