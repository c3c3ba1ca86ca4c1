"""What cannot count is refused with the reason, and nothing of it is kept."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dondoc.activities.record_activity import activities_of
from dondoc.clock import at
from dondoc.problems import Refused
from dondoc.web.link_check import LinkState, LinkVerdict, link_check
from models import Assignment, Round
from models.database import transaction
from tests.support.counted_plan import counted_rulebook
from tests.support.counting import MARCH, Counting

pytestmark = pytest.mark.one_database

DAY = at(date(2027, 3, 15), 9)
NEWS = "https://stc.example/tin/1"


@pytest.fixture(scope="session")
def counted(tmp_path_factory):
    return counted_rulebook(tmp_path_factory.mktemp("ke-hoach") / "data")


@pytest.fixture
def month(engine, cast, counted):
    found = Counting(engine, counted)
    found.open(date(2027, 3, 3))
    return found


def refused(month, **given):
    with pytest.raises(Refused) as caught:
        month.add(DAY + timedelta(minutes=5), **given)
    return str(caught.value)


def test_every_wrong_field_is_named_at_once(month):
    said = refused(month, title=" ", done_on="31/02/2027", link="stc.example")

    assert "Đã làm gì: hãy ghi trong một dòng" in said
    assert "Ngày 31/02/2027 không có trong lịch" in said
    assert "Đường dẫn «stc.example»: hãy ghi địa chỉ đầy đủ" in said


def test_the_future_is_refused(month):
    assert "ngày này chưa đến (hôm nay 15/03/2027)" in refused(
        month, title="Tin", done_on="16/03/2027"
    )


def test_a_day_before_every_open_round_is_refused(month):
    said = refused(month, title="Tin", done_on="28/02/2027")

    assert "không thuộc kỳ nào đang mở cho đơn vị" in said
    assert "tháng 3/2027 (01/03/2027 đến 31/03/2027)" in said


def test_a_day_of_a_round_that_is_not_open_yet_is_refused(month):
    with pytest.raises(Refused, match=r"thuộc tháng 4/2027, kỳ đó mở ngày thứ Năm, 01/04/2027"):
        month.add(at(date(2027, 4, 3), 9), title="Tin", done_on="02/04/2027")


@pytest.mark.parametrize("what", ["waived", "closed"])
def test_a_round_that_is_over_for_the_unit_takes_nothing(month, what):
    with transaction(month.engine) as session:
        assignment = session.get_one(Assignment, month.id())
        if what == "waived":
            assignment.waived_at = DAY
        else:
            session.get_one(Round, assignment.round_id).closed_at = DAY

    said = refused(month, title="Tin", done_on="10/03/2027")

    assert ("được miễn" if what == "waived" else "đã chốt") in said


@pytest.mark.parametrize("again", [f"{NEWS}/", f"{NEWS}#dau", f"{NEWS}?utm_source=zalo"])
def test_the_same_page_counts_once_whatever_its_title_and_day(month, again):
    month.add(DAY, title="Tin một", done_on="10/03/2027", link=NEWS)

    said = refused(month, title="Tin khác", done_on="11/03/2027", link=again)

    assert "đã được ghi cho «Tin một», ngày 10/03/2027" in said
    assert 1 == month.count(DAY + timedelta(hours=1))


def test_the_same_title_on_the_same_day_counts_once(month):
    month.add(DAY, title="Một cửa điện tử", done_on="10/03/2027")

    said = refused(month, title="một cửa, điện tử.", done_on="10/3/27", link=NEWS)

    assert "đã ghi một mục cùng tên, cùng ngày 10/03/2027" in said
    month.add(DAY, title="Một cửa điện tử", done_on="11/03/2027")


def test_another_unit_may_have_done_the_same(month):
    month.add(DAY, title="Tin một", done_on="10/03/2027", link=NEWS)
    month.add(DAY, title="Tin một", done_on="10/03/2027", link=NEWS, unit="so-tu-phap")

    assert 1 == month.count(DAY)


def test_a_page_that_is_gone_is_refused_over_the_wire(month):
    class Gone(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_error(404)

        def log_message(self, *given): ...

    with HTTPServer(("127.0.0.1", 0), Gone) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        link = f"http://127.0.0.1:{server.server_port}/tin"
        said = refused(
            month, title="Tin", done_on="10/03/2027", link=link, link_check=link_check(inside=True)
        )

    assert "trang trả lời không còn nội dung này (mã 404)" in said
    assert 0 == month.count(DAY)


def test_an_address_of_our_own_network_is_refused(month):
    said = refused(
        month,
        title="Tin",
        done_on="10/03/2027",
        link="http://169.254.169.254/",
        link_check=link_check(),
    )

    assert "không thuộc mạng Internet công cộng" in said


def test_what_cannot_be_checked_now_is_kept_with_a_flag(month):
    def slow(_link):
        return LinkVerdict(LinkState.UNKNOWN, "trang không trả lời kịp")

    recorded = month.add(DAY, title="Tin", done_on="10/03/2027", link=NEWS, link_check=slow)

    with transaction(month.engine, write=False) as session:
        (kept,) = activities_of(session, recorded.assignment_id, as_of=DAY)
    assert "Chưa kiểm tra được đường dẫn: trang không trả lời kịp." == kept.flags


def test_a_late_entry_counts_and_says_so(month):
    recorded = month.add(at(date(2027, 4, 6), 9), title="Tin", done_on="30/03/2027")

    assert ("Ghi sau ngày rà soát của kỳ (02/04/2027).",) == recorded.flags


def test_a_duty_with_a_date_is_not_counted_this_way(month, counted):
    report = Counting(month.engine, counted, "III.1.1.c")
    report.open(date(2027, 3, 1))

    with pytest.raises(Refused, match="không đếm theo từng hoạt động"):
        report.add(DAY, period="2027-Q1", title="Tin", done_on="10/03/2027")
    assert MARCH == month.facts(DAY).period
