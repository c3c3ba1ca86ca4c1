"""A subject has at most 78 characters, and gives up words in a known order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.messages.render import render
from models.kinds import NoticeKind

TONES = ("order", "request")
DATA = Path(__file__).parents[2] / "dondoc" / "plan" / "data"
LONG_DUTY = "Rà soát, cập nhật văn bản và trình công bố kịp thời danh mục thủ tục hành chính"


def subject(item):
    return render([item], to_name=item.unit_name).subject


def test_it_says_what_until_when_and_how_long_still(make):
    item = make(NoticeKind.REMINDER, short="Báo cáo CCHC")

    expected = "[Nhắc hạn] Báo cáo CCHC quý I/2027 – hạn thứ Ba 16/03 (còn 2 ngày làm việc)"
    assert expected == subject(item)


def test_it_first_gives_up_the_parenthesis(make):
    item = make(NoticeKind.REMINDER)

    assert "[Nhắc hạn] Báo cáo tuyên truyền CCHC quý I/2027 – hạn thứ Ba 16/03" == subject(item)


def test_it_then_shortens_the_title_between_words_and_keeps_period_and_date(make):
    item = make(NoticeKind.REMINDER, short=LONG_DUTY, period_short="tháng 10/2027")

    expected = "[Nhắc hạn] Rà soát, cập nhật văn bản… tháng 10/2027 – hạn thứ Ba 16/03"
    assert expected == subject(item)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_it_fits_for_the_longest_real_names(kind, tone, make):
    units = yaml.safe_load((DATA / "units.yaml").read_text(encoding="utf-8"))["units"]
    plan = yaml.safe_load((DATA / "plan.yaml").read_text(encoding="utf-8"))
    names = sorted((unit["name"] for unit in units), key=len)[-3:]
    shorts = [max((duty["short"] for duty in plan["duties"]), key=len), LONG_DUTY]

    for name in [*names, "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Tuyên Quang"]:
        for short in shorts:
            found = subject(make(kind, tone, unit_name=name, short=short))
            assert len(found) <= 78
            assert found.startswith("[")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from(NoticeKind),
    tone=st.sampled_from(TONES),
    short=st.text(min_size=1, max_size=200),
    unit_name=st.text(max_size=200),
    period_short=st.text(max_size=40),
)
def test_it_fits_and_stays_one_line_whatever_the_names(kind, tone, make, **names):
    found = subject(make(kind, tone, **names))

    assert len(found) <= 78
    assert found.isprintable() or found.split() == found.split(" ")


def test_a_day_before_the_holiday_is_not_called_the_due_day(make):
    item = make(
        NoticeKind.DUE_TODAY,
        short="Báo cáo CCHC",
        as_of=date(2027, 3, 19),
        target_on=date(2027, 3, 19),
        due_on=date(2027, 3, 22),
        days_left=1,
    )

    expected = "[Hôm nay] Báo cáo CCHC quý I/2027 – nên gửi hôm nay (hạn thứ Hai 22/03)"
    assert expected == subject(item)
