"""The rule language: what it reads, and how it points at a mistake."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dondoc.calendar.rule_terms import DayOfMonth, DayOfYear, EarliestOrLatest, Named, Roll, Shift
from dondoc.calendar.rules import Rule, RuleError, parse

MONTH_DAYS = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


@st.composite
def days_of_year(draw: st.DrawFn) -> DayOfYear:
    month = draw(st.integers(1, 12))
    return DayOfYear(month, draw(st.integers(1, MONTH_DAYS.get(month, 31))))


anchors = st.one_of(
    st.sampled_from(["cutoff", "issued", "start", "end", "event"]).map(Named),
    st.integers(1, 31).map(DayOfMonth),
    days_of_year(),
)
steps = st.one_of(
    st.builds(Shift, st.integers(-999, 999).filter(bool), st.sampled_from(["wd", "d"])),
    st.sampled_from(["back", "forward"]).map(Roll),
)
step_lists = st.lists(steps, max_size=3).map(tuple)
rules = st.recursive(
    st.builds(Rule, anchors, step_lists),
    lambda inner: st.builds(
        Rule,
        st.builds(
            EarliestOrLatest,
            st.sampled_from(["min", "max"]),
            st.lists(inner, min_size=2, max_size=3).map(tuple),
        ),
        step_lists,
    ),
    max_leaves=6,
)


@given(rule=rules)
def test_a_rule_written_and_read_is_the_same_rule(rule: Rule) -> None:
    assert rule == parse(str(rule))


@given(text=st.text("cutoffissuedDwd0123456789+-(),min max back ", max_size=30))
def test_whatever_is_given_is_read_or_refused_inside_the_text(text: str) -> None:
    try:
        rule = parse(text)
    except RuleError as error:
        at, length = error.position, len(error.text)
    else:
        at, length = 0, len(str(rule))

    assert 0 <= at <= length


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("cutoff+2wd", "cutoff + 2wd"),
        ("  min( cutoff + 2wd ,D18 back - 1wd )", "min(cutoff + 2wd, D18 back - 1wd)"),
        ("issued + 30 d", "issued + 30d"),
        ("06-30-1wd", "06-30 - 1wd"),
        ("02-29 forward", "02-29 forward"),
        ("max(D05, min(end, 12-31)) back", "max(D05, min(end, 12-31)) back"),
        ("start\n  + 3wd", "start + 3wd"),
    ],
)
def test_spacing_does_not_matter(text: str, canonical: str) -> None:
    assert canonical == str(parse(text))


def test_the_rule_of_the_units_report_reads_as_it_is_meant() -> None:
    expected = Rule(
        EarliestOrLatest(
            "min",
            (
                Rule(Named("cutoff"), (Shift(2, "wd"),)),
                Rule(DayOfMonth(18), (Roll("back"), Shift(-1, "wd"))),
            ),
        )
    )

    assert expected == parse("min(cutoff + 2wd, D18 back - 1wd)")


def test_a_rule_knows_which_dates_it_needs() -> None:
    assert frozenset({"event", "cutoff"}) == parse("min(event - 15wd, cutoff, D18)").names()


@pytest.mark.parametrize(
    ("text", "at", "wanted"),
    [
        ("", 0, "cần một mốc"),
        ("cutof + 2wd", 0, "cần một mốc"),
        ("+ 2wd", 0, "cần một mốc"),
        ("18", 0, "cần một mốc"),
        ("D32", 0, "từ D01 đến D31"),
        ("D5", 0, "hai chữ số"),
        ("13-01", 0, "hai chữ số đầu là tháng"),
        ("02-30", 3, "tháng 2 không có ngày 30"),
        ("cutoff + wd", 9, "cần số ngày"),
        ("cutoff + 0wd", 9, "từ 1 đến 999"),
        ("cutoff + 2", 10, "cần wd"),
        ("cutoff + 2 ngày", 11, "cần wd"),
        ("cutoff 2wd", 7, "cần dấu +"),
        ("D18 lui", 4, "back"),
        ("min cutoff", 4, "cần dấu ( sau min"),
        ("min(cutoff)", 10, "ít nhất hai"),
        ("min(cutoff, D18", 15, "dấu )"),
        ("min(cutoff,)", 11, "cần một mốc"),
        ("cutoff)", 6, "hết quy tắc"),
    ],
)
def test_a_mistake_is_pointed_at(text: str, at: int, wanted: str) -> None:
    with pytest.raises(RuleError) as raised:
        parse(text)

    message, shown, caret = str(raised.value).split("\n")
    assert at == raised.value.position
    assert wanted in message
    assert f"ký tự thứ {at + 1}" in message
    assert shown == f"  {text}"
    assert caret == "  " + " " * at + "^"
