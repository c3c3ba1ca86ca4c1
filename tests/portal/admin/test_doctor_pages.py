"""`/quan-tri/kham`: what is wrong with its remedy; at a button everything that runs is asked."""

from __future__ import annotations

import pytest

from dondoc.delivery.operating.pause_withdraw import pause_channel
from dondoc.ledger import audit
from dondoc.operations.doctor.answers import as_entries, from_entries
from dondoc.operations.doctor.examine import LookAnswer, WhyNot
from dondoc.operations.doctor.symptom_kinds import symptom
from models.database import transaction
from tests.support.admin_desk import AdminDesk
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.portal import Portal

PATH = "/quan-tri/kham"


@pytest.fixture
def admin(portal: Portal, sqlite_cast: Cast) -> AdminDesk:
    return AdminDesk(portal)


def test_the_page_names_what_is_wrong_and_what_to_do(admin: AdminDesk) -> None:
    with transaction(admin.portal.engine) as session:
        pause_channel(session, "email", reason="thử", by=audit.SYSTEM, now=admin.portal.now)

    page = admin.read(PATH)
    assert PATH in admin.read("/quan-tri").links
    assert "Hỏng: kênh email tạm dừng từ" in page.text
    assert "→ Sửa nguyên nhân, rồi dondoc delivery release email; không tin nào mất" in page.text
    assert "Mới xem thiết lập, ổ đĩa và sổ." in page.text


def test_the_button_asks_everything_by_a_process_of_its_own(
    admin: AdminDesk, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setenv("DONDOC_DATA_DIR", str(tmp_path / "trong"))
    monkeypatch.setenv("DONDOC_SMTP_URL", "mailto://127.0.0.1:9?from=a@b.example&mode=insecure")
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")

    answer = admin.post(PATH)
    assert 200 == answer.status_code
    assert "không tới được máy chủ thư 127.0.0.1:9" in answer.text
    assert "không kết nối được máy chủ Prefect http://127.0.0.1:9/api" in answer.text
    assert not (tmp_path / "trong").exists()


def test_others_than_administrators_are_not_let_in(
    portal: Portal, sqlite_cast: Cast, admin: AdminDesk
) -> None:
    officer = Desk(portal, sqlite_cast.officer)

    assert 403 == officer.client.get(PATH).status_code
    assert 403 == officer.client.post(PATH).status_code


def test_answers_are_the_same_after_their_way_to_another_program() -> None:
    answers = [
        LookAnswer("Máy", "ổ đĩa", (symptom("prefect_cors"), symptom("nothing_ahead"))),
        LookAnswer("Máy", "đồng hồ", left_out=WhyNot.NO_LEDGER),
    ]

    assert answers == from_entries(as_entries(answers))
