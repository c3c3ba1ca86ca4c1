"""`dondoc review`: a month's decisions, and whose a decision is that the list gives to nobody."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.settings import load_settings
from models import DecisionItem
from models.database import engine_for, transaction
from models.publication_kinds import DecisionIssuer, ItemAct
from tests.support.sample_procedures import lay_decision, lay_procedure

NOW = ("--now", "15/03/2027 09:00")
HEAD = ("--as", "quan@van-phong.example")
ACCOUNT = (
    "họ tên,địa chỉ,đơn vị,vai trò\nLê Thị Quản,quan@van-phong.example,van-phong-ubnd,quản trị\n"
)


@pytest.fixture
def listed(peopled, tmp_path):
    """Two decisions of a ministry, one of nobody's field, and one of the province that is late."""
    accounts = tmp_path / "tai-khoan.csv"
    accounts.write_text(ACCOUNT, encoding="utf-8")
    assert 0 == peopled("accounts", "import", str(accounts), "--apply").code
    with transaction(engine_for(load_settings().database)) as session:
        for number, code, units in (
            ("12/QĐ-BTP", "9.000001", ["so-y-te"]),
            ("13/QĐ-BTP", "9.2", []),
        ):
            row = lay_decision(session, number, date(2027, 3, 8), issuer=DecisionIssuer.MINISTRY)
            session.add(DecisionItem(decision_id=row.id or 0, code=code, act=ItemAct.NEW))
            lay_procedure(session, code, "Thủ tục mẫu", row, units=units, sector=number)
        late = lay_decision(
            session, "45/QĐ-UBND", date(2027, 3, 10), act_effective_on=date(2027, 3, 15)
        )
        item = DecisionItem(
            decision_id=late.id or 0,
            code="9.000003",
            act=ItemAct.NEW,
            entered_on=date(2027, 3, 18),
        )
        session.add(item)
    return peopled


def test_a_month_says_who_submits_and_what_was_late(listed):
    lines = listed("review", "list", "--month", "3/2027", *NOW).lines

    assert (
        "Rà soát, công bố tháng 3 năm 2027: 2 quyết định của bộ, ngành,"
        " 1 quyết định công bố của tỉnh, 0/1 công bố chậm." == lines[0]
    )
    assert "  Quyết định số 12/QĐ-BTP ngày 08/03/2027: chưa giao cho Sở Y tế." == lines[1]
    assert "  Quyết định số 13/QĐ-BTP ngày 08/03/2027: chưa rõ đơn vị phụ trách." == lines[2]
    assert lines[3].startswith(
        "  Quyết định số 45/QĐ-UBND ngày 10/03/2027: công bố kịp, hạn thứ Tư, 10/03/2027, 1 thủ"
    )
    assert "    Chậm: 9.000003 đăng thứ Năm, 18/03/2027, phải đăng lên" in lines[4]


def test_the_installation_chooses_by_which_days_announcing_is_late(listed, monkeypatch):
    monkeypatch.setenv("DONDOC_ANNOUNCE_UNIT", "workday")

    lines = listed("review", "list", "--month", "3/2027", *NOW).lines

    assert lines[0].endswith("1/1 công bố chậm.")
    assert "công bố chậm, hạn thứ Hai, 08/03/2027" in lines[3]
    assert lines[4].startswith("    Chậm: Quyết định số 45/QĐ-UBND ký thứ Tư, 10/03/2027, phải")


def test_an_officer_says_whose_a_decision_is_once(listed):
    line = ("review", "ask", "--decision", "số 13/qđ-btp", "--unit", "Sở Tư pháp", *HEAD, *NOW)

    assert "Đã giao Sở Tư pháp trình công bố theo quyết định ấy." == listed(*line).lines[0]
    assert ["Đã giao Sở Tư pháp từ trước."] == listed(*line).lines
    shown = listed("review", "list", "--month", "2027-03", "--unit", "STP", *NOW).lines
    assert "Sở Tư pháp chưa gửi, hạn 16/03/2027" in shown[1]


@pytest.mark.parametrize(
    ("decision", "unit", "wanted"),
    [
        ("99/QĐ-BTP", "STP", "không có trong danh mục đã nhập"),
        ("45/QĐ-UBND", "STP", "là quyết định của tỉnh"),
        (
            "12/QĐ-BTP",
            "Báo và phát thanh, truyền hình Tuyên Quang",
            "không thuộc các đơn vị được giao",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(listed, decision, unit, wanted):
    done = listed("review", "ask", "--decision", decision, "--unit", unit, *HEAD, *NOW)

    assert 2 == done.code
    assert wanted in done.problems[0]


def test_who_watches_over_something_else_may_not(listed):
    other = ("--as", "khac@so-tu-phap.example")
    done = listed("review", "ask", "--decision", "12/QĐ-BTP", "--unit", "SYT", *other, *NOW)

    assert "chỉ cán bộ Văn phòng UBND tỉnh" in done.problems[0]


def test_another_period_than_a_month_is_refused(listed):
    (problem,) = listed("review", "list", "--month", "2027-Q1", *NOW).problems

    assert "hãy ghi một tháng, như 2027-M03" in problem
