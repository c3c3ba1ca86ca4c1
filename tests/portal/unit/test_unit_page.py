"""The page behind a unit's link: what, by when, where it stands, and why this date."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from dondoc.clock import at
from models import Account
from models.database import transaction
from models.kinds import AccountRole
from tests.support.portal import Portal


def test_it_says_what_for_whom_by_when_and_where_it_stands_in_this_order(portal: Portal) -> None:
    portal.now = at(date(2027, 3, 11), 9)

    text = portal.page(portal.link()).text

    wanted = [
        "Báo cáo kết quả tuyên truyền cải cách hành chính quý I năm 2027",
        "Sở Tài chính",
        "Hạn: Thứ Ba, 16/03/2027 — còn 3 ngày làm việc",
        "○ Chưa gửi",
        "Số, ký hiệu văn bản",
        "Xác nhận đã nhận",
        "Vì sao có hạn này?",
        "Cần trao đổi",
    ]
    places = [text.rindex(words) for words in wanted]
    assert sorted(places) == places


def test_it_says_how_many_working_days_it_is_overdue_and_what_happens_next(portal: Portal) -> None:
    portal.now = at(date(2027, 3, 17), 9)

    text = portal.page(portal.link()).text

    assert "! Quá hạn 1 ngày làm việc" in text
    assert "Thứ Năm, 18/03/2027: Sở Nội vụ tổng hợp, báo cáo UBND tỉnh Tuyên Quang." in text


def test_it_says_that_the_due_date_is_today(portal: Portal) -> None:
    portal.now = at(date(2027, 3, 16), 9)

    assert "Hạn: Thứ Ba, 16/03/2027 — hôm nay, đến hết ngày" in portal.page(portal.link()).text


def test_it_explains_the_date_with_clause_cut_off_rule_arithmetic_and_basis(portal: Portal) -> None:
    text = portal.page(portal.link()).text
    duty = portal.rulebook.registry.plan.duty("III.1.1.c")

    assert portal.rulebook.registry.plan.bullet(duty.bullet).text in text
    assert "Chốt số liệu Chủ nhật, 14/03/2027" in text
    assert "Quy tắc 2 ngày làm việc sau ngày chốt số liệu, nhưng không muộn hơn" in text
    assert "cutoff" not in text
    assert "Chốt số liệu 14/03/2027, cộng 2 ngày làm việc là thứ Ba, 16/03/2027" in text
    assert "chưa được xác nhận" in text


def test_it_names_whom_to_call(portal: Portal) -> None:
    officer = Account(
        name="Bà Phạm Thị Hà",
        address="ha@so-noi-vu.example",
        unit_code="so-noi-vu",
        role=AccountRole.OFFICER,
        department="Phòng Cải cách hành chính",
        telephone="0207 300 0001",
        duties="III.1.1.c",
    )
    with transaction(portal.engine) as session:
        session.add(officer)

    page = portal.page(portal.link())

    assert "Bà Phạm Thị Hà, Phòng Cải cách hành chính (Sở Nội vụ)" in page.text
    assert "tel:02073000001" in page.links


def test_it_names_the_monitoring_body_where_nobody_is_in_charge(portal: Portal) -> None:
    assert "Sở Nội vụ; trả lời thư đã nhận cũng được." in portal.page(portal.link()).text


def test_its_headings_go_down_one_level_at_a_time(portal: Portal) -> None:
    levels = [level for level, _said in portal.page(portal.link()).headings]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_field_has_a_label(portal: Portal) -> None:
    page = portal.page(portal.link())

    labelled = {attributes.get("for") for tag, attributes in page.elements if tag == "label"}
    asked = [
        attributes["id"]
        for tag, attributes in page.elements
        if tag in ("input", "textarea") and attributes.get("type") != "hidden"
    ]
    assert asked
    assert set(asked) <= labelled
