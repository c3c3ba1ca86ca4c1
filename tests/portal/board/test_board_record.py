"""A paper report entered on the assignment's page: the unit's own form, and when it came."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx
import pytest

from dondoc.clock import at
from models import File, Notice, Submission
from models.database import transaction
from models.kinds import Answer, Way
from tests.support.cast import Cast
from tests.support.colleagues import another_officer
from tests.support.desk import Desk
from tests.support.portal import TYPED, Portal
from tests.support.reading import Page

NOW = at(date(2027, 3, 19), 10)
PAPER = {**TYPED, "incoming_number": "345", "received_on": "16/3/2027", "received_time": "9h15"}
PDF = ("bao-cao.pdf", b"%PDF-1.7 x", "application/pdf")


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    desk = Desk(portal, sqlite_cast.officer)
    desk.at(NOW)
    return desk


@pytest.fixture
def viec(desk: Desk) -> int:
    return desk.portal.assignment("so-tai-chinh")


def enter(desk: Desk, viec: int, *, files: Any = None, **changes: str) -> httpx.Response:
    """Fill the form of the page and send it."""
    path = f"/bang/viec/{viec}/nhap"
    form = {**Page(desk.get(path)).values("nhap"), **PAPER, **changes}
    return desk.client.post(path, data=form, files=files)


def test_a_paper_of_the_16th_entered_on_the_19th_is_on_time(desk: Desk, viec: int) -> None:
    assert f'href="/bang/viec/{viec}/nhap"' in desk.get(f"/bang/viec/{viec}")

    answer = enter(desk, viec, files={"file": PDF})

    assert (303, f"/bang/viec/{viec}?xong=nhap#vua-xong") == (
        answer.status_code,
        answer.headers["location"],
    )
    [kept] = desk.portal.rows(Submission)
    assert (Way.STAFF, f"account:{desk.account.id}") == (kept.way, kept.recorded_by)
    assert ("12/BC-STC", "345") == (kept.document_number, kept.incoming_number)
    assert (at(date(2027, 3, 16), 9, 15), NOW) == (kept.received_at, kept.recorded_at)
    assert ["bao-cao.pdf"] == [file.name for file in desk.portal.rows(File)]
    assert ["receipt"] == [notice.kind for notice in desk.portal.rows(Notice)]
    page = desk.get(answer.headers["location"])
    assert 'id="vua-xong" role="status" tabindex="-1"' in page
    assert "… Chờ kiểm tra</span>" in page.replace('<span aria-hidden="true">…</span>', "…")


def test_who_entered_it_leaves_the_decision_to_a_colleague(desk: Desk, viec: int) -> None:
    enter(desk, viec)

    page = desk.get(f"/bang/viec/{viec}")
    assert "Người đã nhập báo cáo này không tự quyết định" in page
    assert "/chap-nhan" not in page
    desk.sign_in(another_officer(desk.portal.engine))
    assert f'action="/bang/viec/{viec}/chap-nhan"' in desk.get(f"/bang/viec/{viec}")


def test_everything_wrong_is_said_at_once_and_what_was_typed_stays(desk: Desk, viec: int) -> None:
    before = desk.portal.dump()

    answer = enter(
        desk,
        viec,
        files={"file": PDF},
        received_on="20/03/2027",
        document_on="31/02/2027",
        signer="",
        figure_tin_bai="mười hai",
    )

    assert 422 == answer.status_code
    page = Page(answer.text)
    wrong = ("received_on", "document_on", "signer", "figure_tin_bai")
    assert {f"#{name}" for name in wrong} <= set(page.links)
    assert "Sau hôm nay (19/03/2027); hãy ghi ngày văn bản đến cơ quan." in page.text
    values = page.values("nhap")
    kept = {name: values[name] for name in ("received_on", "document_on", "figure_tin_bai")}
    assert {"received_on": "20/03/2027", "document_on": "31/02/2027"} | {
        "figure_tin_bai": "mười hai"
    } == kept
    assert ("345", "12/BC-STC") == (values["incoming_number"], values["document_number"])
    assert before == desk.portal.dump()
    again = desk.client.post(
        f"/bang/viec/{viec}/nhap", data={**values, **PAPER, "kept": values["kept"]}
    )
    assert 303 == again.status_code
    assert ["bao-cao.pdf"] == [file.name for file in desk.portal.rows(File)]


def test_a_double_tap_is_one_submission_and_a_corrected_day_is_another(
    desk: Desk, viec: int
) -> None:
    path = f"/bang/viec/{viec}/nhap"
    form = {**Page(desk.get(path)).values("nhap"), **PAPER}

    answers = [desk.client.post(path, data=form).status_code for _tap in range(2)]
    assert ([303, 303], 1) == (answers, len(desk.portal.rows(Submission)))
    desk.client.post(path, data={**form, "received_on": "17/03/2027"})
    assert 2 == len(desk.portal.rows(Submission))


def test_that_nothing_was_done_needs_a_reason_alone(desk: Desk, viec: int) -> None:
    blank = dict.fromkeys(TYPED, "")

    bare = enter(desk, viec, **{**blank, "answer": "not_done"})
    assert 422 == bare.status_code
    assert {"#done_reason"} == {link for link in Page(bare.text).links if link.startswith("#d")}
    done = enter(desk, viec, **{**blank, "answer": "not_done", "reason": "Chờ kinh phí"})

    assert 303 == done.status_code
    [kept] = desk.portal.rows(Submission)
    assert (Answer.NOT_DONE, "Chờ kinh phí", None) == (kept.answer, kept.reason, kept.signer)


def test_an_empty_day_is_today(desk: Desk, viec: int) -> None:
    assert "19/03/2027" == Page(desk.get(f"/bang/viec/{viec}/nhap")).values("nhap")["received_on"]

    enter(desk, viec, received_on="", received_time="")

    assert [NOW] == [kept.received_at for kept in desk.portal.rows(Submission)]


def test_a_day_without_its_year_is_shown_in_full_before_it_counts(desk: Desk, viec: int) -> None:
    asked = enter(desk, viec, received_on="16/3")

    assert 422 == asked.status_code
    assert "16/03/2027" == Page(asked.text).values("nhap")["received_on"]
    assert [] == desk.portal.rows(Submission)


def test_what_is_closed_is_not_entered(desk: Desk, viec: int) -> None:
    desk.hand_in("so-tai-chinh", NOW)
    desk.post(f"/bang/viec/{viec}/chap-nhan")

    closed = desk.client.get(f"/bang/viec/{viec}/nhap")

    assert (303, f"/bang/viec/{viec}") == (closed.status_code, closed.headers["location"])
    assert "/nhap" not in desk.get(f"/bang/viec/{viec}")


@pytest.mark.parametrize("who", ["viewer", "stranger"])
def test_who_may_not_enter_it_finds_no_door(
    desk: Desk, viec: int, sqlite_cast: Cast, who: str
) -> None:
    account = getattr(sqlite_cast, who)
    desk.sign_in(account)

    assert "/nhap" not in desk.get(f"/bang/viec/{viec}")
    answers = [desk.client.get(f"/bang/viec/{viec}/nhap"), desk.post(f"/bang/viec/{viec}/nhap")]
    assert [403, 403] == [answer.status_code for answer in answers]
    assert [] == desk.portal.rows(Submission)


def test_a_form_from_elsewhere_is_refused(desk: Desk, viec: int) -> None:
    foreign = desk.client.post(f"/bang/viec/{viec}/nhap", data={**PAPER, "form_token": "0" * 64})

    assert 403 == foreign.status_code
    with transaction(desk.portal.engine, write=False):
        assert [] == desk.portal.rows(Submission)
