"""One assignment on the board: what was handed in, its files, its whole life."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.decisions.decide import acknowledge
from dondoc.submissions.evidence import Given
from dondoc.submissions.files import store
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Contact
from models.database import transaction
from models.kinds import Way
from tests.support.cast import Cast
from tests.support.desk import FIGURES, Desk
from tests.support.portal import Portal
from tests.support.post import Office

NOW = at(date(2027, 3, 15), 9, 14)


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def test_it_shows_what_was_handed_in(desk: Desk) -> None:
    viec = desk.hand_in("so-tai-chinh", NOW, document_on="12/03/2027", note="<b>gấp</b>")

    html = desk.get(f"/bang/viec/{viec}")

    assert "<b>12/BC-STC</b>, ký thứ Sáu, 12/03/2027" in html
    assert "Nguyễn Văn An" in html
    assert "<td>1.250</td>" in html
    assert "&lt;b&gt;gấp&lt;/b&gt;" in html
    assert "Văn bản ký ngày 12/03/2027, trước ngày chốt số liệu 14/03/2027." in html


def test_it_tells_its_life_naming_who_and_by_which_rule(desk: Desk) -> None:
    viec = desk.hand_in("so-tai-chinh", NOW)
    desk.post(f"/bang/viec/{viec}/tra-lai", ly_do="2")

    life = desk.get(f"/bang/viec/{viec}").split('id="dien-bien"')[1]

    assert "15/KH-UBND, mục III.1.1, gạch đầu dòng thứ ba" in life
    assert "nộp văn bản số 12/BC-STC ngày 15/03/2027" in life
    assert "<b>Phạm Thị Hà, Sở Nội vụ:</b> trả lại lần nộp thứ 1" in life
    assert "Lý do: “Báo cáo chưa đúng kỳ số liệu.”" in life


def test_accepted_acknowledged_and_answered_are_three_lines(desk: Desk) -> None:
    viec, portal = desk.portal.assignment("so-tai-chinh"), desk.portal
    released = portal.settings.model_copy(update={"trial": False})
    told = Office(portal.engine, released, portal.rulebook)
    told.morning(date(2027, 3, 12))
    told.window(at(date(2027, 3, 12), 8))
    with transaction(portal.engine) as session:
        acknowledge(session, assignment_id=viec, by="contact:1", now=at(date(2027, 3, 12), 9))
    desk.hand_in("so-tai-chinh", NOW)

    life = desk.get(f"/bang/viec/{viec}").split('id="dien-bien"')[1]

    assert "08:00 ngày 12/03/2027: máy chủ đã nhận." in life
    assert "Máy chủ trả lời: 250 2.0.0 queued" in life
    said = ("<summary>Gửi nhắc hạn tới", "xác nhận đã nhận", "nộp văn bản")
    places = [life.index(words) for words in said]
    assert sorted(places) == places


def test_a_file_comes_as_an_attachment(desk: Desk) -> None:
    viec, portal = desk.portal.assignment("so-tai-chinh"), desk.portal
    stored = store(portal.settings.files_dir, "Báo cáo.pdf", b"%PDF-1.7 x")
    with transaction(portal.engine) as session:
        record_submission(
            session,
            portal.rulebook,
            assignment_id=viec,
            given=Given("done", "12/BC-STC", "15/03/2027", "Nguyễn Văn An", figures=FIGURES),
            source=SubmissionSource(by="contact:1", way=Way.LINK, received_at=NOW),
            now=NOW,
            files=[stored],
        )

    assert f'href="/bang/viec/{viec}/tep/1">Báo cáo.pdf</a>' in desk.get(f"/bang/viec/{viec}")
    answer = desk.client.get(f"/bang/viec/{viec}/tep/1")

    assert (200, b"%PDF-1.7 x") == (answer.status_code, answer.content)
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert "nosniff" == answer.headers["x-content-type-options"]
    other = portal.assignment("so-y-te")
    assert 404 == desk.client.get(f"/bang/viec/{other}/tep/1").status_code


def test_it_says_whom_to_call(desk: Desk) -> None:
    viec = desk.portal.assignment("so-tai-chinh")
    with transaction(desk.portal.engine) as session:
        contact = session.get_one(Contact, 1)
        contact.person, contact.telephone = "Nguyễn Văn An", "0207 300 0002"

    html = desk.get(f"/bang/viec/{viec}")

    assert 'href="tel:02073000002">0207 300 0002</a>' in html
    assert "lãnh đạo" in html


def test_a_unit_without_contact_is_said_to_have_none(desk: Desk) -> None:
    html = desk.get(f"/bang/viec/{desk.portal.assignment('so-xay-dung')}")

    assert "Chưa có đầu mối nào: đơn vị không nhận được thư." in html


def test_it_leads_back_to_its_own_round(desk: Desk) -> None:
    html = desk.get(f"/bang/viec/{desk.portal.assignment('so-y-te')}")

    wanted = "/bang?nam=2027&amp;nhiem-vu=bao-cao-dinh-ky&amp;ky=2027-Q1"
    assert f'<a href="{wanted}">← Bảng: Báo cáo tuyên truyền CCHC, quý I/2027</a>' in html
