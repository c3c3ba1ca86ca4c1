"""The evidence of a year from the board: who may have it, how much, and that it is written down."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.documents.evidence.verify_pack import verify_pack
from dondoc.portal.board import pack_download
from models import Account, Audit, File
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.evidence_year import contents, manifest_of
from tests.support.portal import Portal

NOW = at(date(2027, 3, 16), 9)
UNIT = "/bang/minh-chung/don-vi/so-tai-chinh/2027"
DUTY = "/bang/minh-chung/nhiem-vu/bao-cao-dinh-ky/2027"
ADMINISTRATOR = (AccountRole.ADMINISTRATOR, "so-tu-phap")
OFFICER = (AccountRole.OFFICER, "so-noi-vu")  # of the body that watches over the duty
VIEWER = (AccountRole.VIEWER, "so-noi-vu")
OWN = (AccountRole.OFFICER, "so-tai-chinh")
ELSEWHERE = (AccountRole.OFFICER, "van-phong-ubnd")  # of a body that watches over others
OTHER = (AccountRole.OFFICER, "so-y-te")


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    desk = Desk(portal, sqlite_cast.officer)
    desk.hand_in("so-tai-chinh", NOW)
    portal.now = at(date(2027, 3, 20), 9)
    desk.at(portal.now)
    return desk


def signed_in(desk: Desk, role: AccountRole, unit: str) -> Desk:
    account = Account(name="Người thử", address="thu@x.example", unit_code=unit, role=role)
    with transaction(desk.portal.engine) as session:
        session.add(account)
    desk.account = account
    desk.sign_in(account)
    return desk


@pytest.mark.parametrize("who", [ADMINISTRATOR, OFFICER, VIEWER, OWN])
def test_who_reads_a_unit_has_its_year(desk: Desk, who, tmp_path) -> None:
    signed_in(desk, *who)
    shown = desk.get(UNIT)

    answer = desk.post(UNIT)

    assert "1 việc, 1 lần nộp, 0 tệp." in shown
    assert (200, "application/zip") == (answer.status_code, answer.headers["content-type"])
    assert (
        'attachment; filename="minh-chung-so-tai-chinh-2027.zip"'
        == (answer.headers["content-disposition"])
    )
    file = tmp_path / "goi.zip"
    file.write_bytes(answer.content)
    assert () == verify_pack(file).findings


@pytest.mark.parametrize("who", [ELSEWHERE, OTHER])
def test_who_does_not_read_it_is_told_who_does(desk: Desk, who) -> None:
    signed_in(desk, *who)
    before = desk.portal.dump()

    answers = [desk.client.get(UNIT), desk.post(UNIT)]

    assert [403, 403] == [one.status_code for one in answers]
    wanted = "chỉ tài khoản của Sở Nội vụ, Sở Tài chính hoặc quản trị được đọc minh chứng"
    assert [True, True] == [wanted in one.text for one in answers]
    assert before == desk.portal.dump()


@pytest.mark.parametrize(
    ("who", "status"),
    [(ADMINISTRATOR, 200), (OFFICER, 200), (VIEWER, 200), (OWN, 403), (ELSEWHERE, 403)],
)
def test_a_duty_s_year_is_for_who_watches_over_it(desk: Desk, who, status: int) -> None:
    signed_in(desk, *who)

    assert status == desk.client.get(DUTY).status_code


def test_a_duty_s_year_is_refused_as_a_file_too(desk: Desk) -> None:
    signed_in(desk, *OWN)

    assert 403 == desk.post(DUTY).status_code


def test_who_took_it_is_in_the_audit_with_the_manifest_s_hash(desk: Desk) -> None:
    answer = desk.post(UNIT)

    act = max(desk.portal.rows(Audit), key=lambda row: row.id)
    assert (f"account:{desk.account.id}", "lập hồ sơ minh chứng", "unit:so-tai-chinh") == (
        *(act.actor, act.act, act.target),
    )
    assert act.detail.endswith(f"mã băm bản kê {manifest_of(answer.content).sha256}")


def test_looking_at_what_it_would_hold_changes_nothing(desk: Desk) -> None:
    before = desk.portal.dump()

    desk.get(UNIT)
    desk.get(DUTY)

    assert before == desk.portal.dump()


def test_a_day_past_is_packed_as_it_was(desk: Desk) -> None:
    page = desk.get(f"{UNIT}?ngay=15/03/2027")

    answer = desk.post(f"{UNIT}?ngay=2027-03-15")

    assert "Số liệu đến hết thứ Hai, 15/03/2027." in page
    assert "1 việc, 0 lần nộp, 0 tệp." in page
    assert [] == [name for name in contents(answer.content) if "bien-nhan" in name]
    assert (
        "2027-03-15T16:59:59.999999Z"
        == json.loads(contents(answer.content)["manifest.json"])["as_of"]
    )


def test_a_pack_too_large_for_a_page_is_made_at_the_machine(desk: Desk) -> None:
    with transaction(desk.portal.engine) as session:
        for number in range(11):
            large = File(
                submission_id=1,
                name=f"{number}.pdf",
                sha256=f"{number:064d}",
                size=20 * 1024 * 1024,
                media_type="application/pdf",
            )
            session.add(large)

    for answer in (desk.client.get(UNIT), desk.post(UNIT)):
        assert 200 == answer.status_code
        assert (
            "dondoc evidence pack --unit so-tai-chinh --year 2027"
            " --out minh-chung-so-tai-chinh-2027.zip"
        ) in answer.text
        assert "Tải hồ sơ" not in answer.text


def test_while_another_is_made_one_is_asked_to_come_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_download, "PACK_PATIENCE", 0.01)
    with pack_download._one_at_a_time:  # as if another were being made
        answer = desk.post(UNIT)

    assert 422 == answer.status_code
    assert "đang có một hồ sơ khác được lập; hãy bấm lại sau một phút" in answer.text
    assert 200 == desk.post(UNIT).status_code


def test_a_disk_without_room_makes_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_download, "LEAST_FREE", 1 << 62)

    answer = desk.post(UNIT)

    assert 422 == answer.status_code
    assert "máy chủ sắp hết chỗ" in answer.text
    assert [] == [one for one in desk.portal.rows(Audit) if one.act == "lập hồ sơ minh chứng"]


@pytest.mark.parametrize(
    "path",
    [
        "/bang/minh-chung/don-vi/khong-co/2027",
        "/bang/minh-chung/nhiem-vu/khong-co/2027",
        "/bang/minh-chung/khac/so-tai-chinh/2027",
        "/bang/minh-chung/don-vi/so-tai-chinh/2031",
        "/bang/minh-chung/don-vi/so-tai-chinh/1",
        "/bang/minh-chung/don-vi/so-tai-chinh/99999999999999999999",
    ],
)
def test_what_there_is_none_of_is_not_found(desk: Desk, path: str) -> None:
    assert 404 == desk.client.get(path).status_code


def test_the_pages_of_a_unit_and_of_a_duty_lead_to_it(desk: Desk) -> None:
    assert UNIT in desk.get("/bang/don-vi/so-tai-chinh")
    assert DUTY in desk.get("/bang?nhiem-vu=bao-cao-dinh-ky&nam=2027")
    signed_in(desk, *OTHER)
    assert UNIT not in desk.get("/bang/don-vi/so-tai-chinh")
    assert DUTY not in desk.get("/bang?nhiem-vu=bao-cao-dinh-ky&nam=2027")
