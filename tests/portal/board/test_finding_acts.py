"""What an officer does with a finding: let it pass with an end, answer a dispute, see a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import httpx
import pytest

from dondoc.clock import at
from models import Account, FindingWaiver, Procedure
from models.database import transaction
from models.kinds import AccountRole, Answer
from models.publication_kinds import FindingKind, Severity
from tests.support.cast import Cast
from tests.support.desk import Desk, letter
from tests.support.portal import Portal
from tests.support.publication_rows import FULL, PublicationRows

DAY = at(date(2027, 3, 15), 2)
NOW = at(date(2027, 3, 15), 9, 14)


@dataclass
class Officer:
    """Văn phòng UBND tỉnh at the page of a finding that Sở Tài chính has to mend."""

    desk: Desk
    rows: PublicationRows
    source: int
    finding: int
    assignment: int

    @property
    def home(self) -> str:
        return f"/bang/cong-khai/sai-lech/{self.finding}"

    @property
    def said(self) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", self.desk.get(self.home)).split())

    def waive(self, end: str = "", **typed: str) -> httpx.Response:
        given = {"den_ngay": "30/06/2027", "y_kien": "Cổng tỉnh đang nâng cấp", **typed}
        return self.desk.post(f"{self.home}/de-qua{end}", **given)


def _checker(address: str) -> Account:
    """An officer of the body that checks."""
    return Account(
        name="Nguyễn Thị Soát",
        address=address,
        unit_code="van-phong-ubnd",
        role=AccountRole.OFFICER,
    )


@pytest.fixture
def officer(portal: Portal, sqlite_cast: Cast) -> Officer:
    rows = PublicationRows(portal.engine)
    source = rows.source()
    finding = rows.finding(source, rows.check(source, DAY, counts={**FULL, "matched": 49}))
    number = rows.ask(portal.rulebook, finding, DAY, due_on=date(2027, 3, 22))
    account = _checker("soat@van-phong-ubnd.example")
    with transaction(portal.engine) as session:
        session.add(account)
    return Officer(Desk(portal, account), rows, source, finding, number)


def test_the_letter_is_read_before_anything_happens(officer: Officer) -> None:
    shown = officer.waive("/xem")

    assert "Cổng tỉnh đang nâng cấp" in letter(shown)
    assert "30/06/2027" in letter(shown)
    assert [] == officer.desk.portal.rows(FindingWaiver)


def test_it_is_let_pass_with_name_reason_and_end(officer: Officer) -> None:
    answer = officer.waive()

    [kept] = officer.desk.portal.rows(FindingWaiver)
    assert 303 == answer.status_code
    assert ("Cổng tỉnh đang nâng cấp", date(2027, 6, 30)) == (kept.reason, kept.until_on)
    assert kept.waived_by.startswith("account:")
    assert "– Được để qua" in officer.said
    assert "Đến hết thứ Tư, 30/06/2027" in officer.said
    assert "không tính 1 thủ tục được để qua" in " ".join(
        re.sub(r"<[^>]+>", " ", officer.desk.get("/bang/cong-khai")).split()
    )


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ({"den_ngay": ""}, "Hãy ghi như 15/03/2027"),
        ({"den_ngay": "14/03/2027"}, "từ 15/03/2027 đến"),
        ({"den_ngay": "30/06/2029"}, "từ 15/03/2027 đến"),
        ({"y_kien": ""}, "lý do"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    officer: Officer, typed: dict[str, str], wanted: str
) -> None:
    for end in ("", "/xem"):
        answer = officer.waive(end, **typed)

        assert 422 == answer.status_code
        assert wanted in answer.text
        assert (typed.get("y_kien") is not None) or "Cổng tỉnh đang nâng cấp" in answer.text
    assert [] == officer.desk.portal.rows(FindingWaiver)


def test_it_is_let_pass_no_longer_with_a_reason(officer: Officer) -> None:
    officer.waive()
    own = officer.desk.post(f"{officer.home}/thoi-de-qua", y_kien="Nhầm")
    officer.desk.portal.now = at(date(2027, 3, 16), 9)
    other = _checker("khac@van-phong-ubnd.example")
    with transaction(officer.desk.portal.engine) as session:
        session.add(other)
    colleague = Desk(officer.desk.portal, other)
    home, typed = f"{officer.home}/thoi-de-qua", {"y_kien": "Cổng tỉnh đã nâng cấp xong"}

    shown = letter(colleague.post(f"{home}/xem", **typed))
    refused = colleague.post(home, y_kien="")
    [before] = officer.desk.portal.rows(FindingWaiver)
    answer = colleague.post(home, **typed)

    assert "hãy nhờ cán bộ khác" in own.text
    assert "Cổng tỉnh đã nâng cấp xong" in shown
    assert (422, None) == (refused.status_code, before.withdrawn_at)
    assert 303 == answer.status_code
    [kept] = officer.desk.portal.rows(FindingWaiver)
    assert officer.desk.portal.now == kept.withdrawn_at
    assert "Được để qua" not in officer.said
    assert "Thôi để qua" not in officer.said
    again = colleague.post(home, **typed)
    assert "không đang được để qua" in again.text


def test_who_does_not_check_lets_nothing_pass(officer: Officer, sqlite_cast: Cast) -> None:
    stranger = Desk(officer.desk.portal, sqlite_cast.stranger)

    assert "de-qua" not in stranger.get(officer.home)
    answer = stranger.post(f"{officer.home}/de-qua", den_ngay="30/06/2027", y_kien="Không cần")

    assert answer.status_code in (403, 422)
    assert [] == officer.desk.portal.rows(FindingWaiver)


def test_a_dispute_is_shown_and_leads_to_where_it_is_answered(officer: Officer) -> None:
    reason = "Thủ tục thuộc thẩm quyền của bộ"
    officer.desk.record(
        officer.assignment,
        NOW,
        answer=Answer.NOT_DONE.value,
        reason=reason,
        document_number="",
        document_on="",
        signer="",
        figures={},
    )

    html = officer.desk.get(officer.home)

    assert "Đơn vị không đồng ý, chờ trả lời" in html
    assert reason in html
    assert f'href="/bang/viec/{officer.assignment}#ly-do-dau"' in html
    assert 'id="ly-do-dau"' in officer.desk.get(f"/bang/viec/{officer.assignment}")


def test_a_name_that_no_procedure_has_is_shown_with_the_three_nearest(officer: Officer) -> None:
    names = (
        "Đăng ký giá của doanh nghiệp thuộc phạm vi cấp tỉnh",
        "Đăng ký giá dịch vụ của đơn vị sự nghiệp",
        "Đăng ký thành lập doanh nghiệp tư nhân",
        "Cấp lại thẻ hướng dẫn viên du lịch",
    )
    with transaction(officer.desk.portal.engine) as session:
        session.add_all(
            Procedure(
                code=f"1.00010{number}",
                version=1,
                name=name,
                units=["so-tai-chinh"],
                components={},
                valid_from=date(2026, 1, 1),
                digest=str(number),
                imported_at=DAY,
            )
            for number, name in enumerate(names)
        )
    check = officer.rows.check(officer.source, at(date(2027, 3, 14), 3))
    finding = officer.rows.finding(
        *(officer.source, check, FindingKind.UNKNOWN_PROCEDURE),
        procedure="",
        severity=Severity.MEDIUM,
        actual="Đăng ký giá doanh nghiệp cấp tỉnh",
    )

    html = officer.desk.get(f"/bang/cong-khai/sai-lech/{finding}")

    near = re.findall(r"<li><b>(1\.0001\d\d)</b>", html)
    assert "1.000100" == near[0]
    assert {"1.000100", "1.000101", "1.000102"} == set(near)
    assert "Máy không tự đoán" in html


def test_a_form_opened_by_hand_leads_back(officer: Officer) -> None:
    answer = officer.desk.client.get(f"{officer.home}/de-qua")

    assert (303, officer.home) == (answer.status_code, answer.headers["location"])


def test_a_leader_reads_who_let_a_grave_one_pass_its_date(officer: Officer) -> None:
    said = "1 đơn vị quá hạn sửa sai lệch nặng"

    assert said not in officer.desk.get("/lanh-dao")

    officer.desk.at(at(date(2027, 3, 23), 9))

    assert said in officer.desk.get("/lanh-dao")
