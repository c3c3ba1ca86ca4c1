"""A subject has at most 78 characters, and gives up words in a known order."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dondoc.messages.notice_kinds import RULES, DigestGroup
from dondoc.messages.phrasing import SEEN_FIRST
from dondoc.messages.render import render
from models.kinds import NoticeKind

TONES = ("order", "request")
DATA = Path(__file__).parents[2] / "dondoc" / "plan" / "data"
LONG_DUTY = "Rà soát, cập nhật văn bản và trình công bố kịp thời danh mục thủ tục hành chính"


def subject(item):
    return render([item], to_name=item.unit_name).subject


def test_it_says_what_until_when_and_how_long_still(make):
    item = make(NoticeKind.REMINDER)

    expected = "[Nhắc hạn] Báo cáo CCHC, hạn T3 16/03 – quý I/2027 (còn 2 ngày làm việc)"
    assert expected == subject(item)


def test_it_gives_up_the_end_and_keeps_what_a_telephone_shows(make):
    item = make(NoticeKind.REMINDER, period_short="6 tháng đầu năm 2027")

    expected = "[Nhắc hạn] Báo cáo CCHC, hạn T3 16/03 – 6 tháng đầu năm 2027"
    assert expected == subject(item)


def test_a_duty_without_a_brief_name_has_its_short_one_cut_between_words(make):
    item = make(NoticeKind.REMINDER, brief="", short=LONG_DUTY, period_short="tháng 10/2027")

    expected = "[Nhắc hạn] Rà soát, cập…, hạn T3 16/03 – tháng 10/2027 (còn 2 ngày làm việc)"
    assert expected == subject(item)


def test_a_sunday_is_not_the_eighth_day(make):
    item = make(NoticeKind.REMINDER, due_on=date(2027, 3, 21))

    assert ", hạn CN 21/03 –" in subject(item)


WITHOUT_A_DATE = {NoticeKind.CONTINUOUS}  # it has none, all year


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_the_first_forty_letters_hold_act_matter_and_date(kind, tone, make):
    brief = "Rà soát TTHC 15"
    item = make(kind, tone, brief=brief, short=LONG_DUTY)

    found = subject(item)[:SEEN_FIRST]

    assert re.match(rf"\[[^]]+\] {brief}", found)
    assert kind in WITHOUT_A_DATE or re.search(r"\b(T[2-7]|CN) \d\d/\d\d\b", found), found


def test_the_first_forty_letters_of_many_hold_how_many_and_the_nearest_date(make):
    for kind in NoticeKind:
        items = [make(kind, clause=clause) for clause in ("III.1.1", "II.3.3")]
        found = render(items, to_name="Sở Tài chính").subject[:SEEN_FIRST]
        told = RULES[kind].group is DigestGroup.TOLD or kind in OF_ANOTHER
        assert re.match(r"\[[^]]+\] \d+ ", found), found
        assert told or re.search(r"\b(T[2-7]|CN) \d\d/\d\d\b", found), found


OF_ANOTHER = {NoticeKind.UNREACHABLE, NoticeKind.BELOW_THRESHOLD}  # nothing is asked by a date


def test_every_duty_of_the_plan_has_a_brief_name_of_its_own(rulebook):
    duties = [duty for duty in rulebook.registry.plan.duties if duty.kind == "duty"]
    names = [duty.brief for duty in duties]

    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("kind", NoticeKind)
def test_the_line_behind_it_says_something_new(kind, tone, make, reader):
    item = make(kind, tone)
    message = render([item], to_name=reader(item))

    hidden = re.search(r'<div style="display:none[^>]*>([^<]*)</div>', message.html)
    assert hidden
    known = set(re.findall(r"\w+", message.subject.lower()))
    new = [word for word in re.findall(r"\w+", hidden[1].lower()) if word not in known]
    assert len(new) >= 3, hidden[1]
    assert len(hidden[1]) <= 120


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
    brief=st.text(max_size=15),
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

    expected = "[Hôm nay] Báo cáo CCHC, hạn T2 22/03 – nên gửi hôm nay, quý I/2027"
    assert expected == subject(item)
