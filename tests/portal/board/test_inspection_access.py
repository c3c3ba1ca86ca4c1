"""Who sees inspections, who acts on them, and what a form must carry."""

from __future__ import annotations

import pytest

from models import Account, Submission
from models.database import transaction
from models.kinds import AccountRole
from tests.support.cast import Cast
from tests.support.inspecting import PAGE, Inspecting
from tests.support.portal import Portal

ACTS = ("hen", "hen/xem", "bien-ban", "bien-ban/xem", "khac-phuc", "khac-phuc/xem")
MINUTES = {"so": "12/BB-SNV", "ngay_van_ban": "15/03/2027"}


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Inspecting:
    return Inspecting(portal, sqlite_cast.officer)


def test_nobody_sees_them_without_signing_in(desk: Inspecting) -> None:
    desk.client.cookies.clear()

    for path in (PAGE, desk.home, f"{PAGE}/rut-tham", f"{desk.home}/hen"):
        answer = desk.client.get(path)
        assert (303, f"/dang-nhap?tiep={path}") == (answer.status_code, answer.headers["location"])


@pytest.mark.parametrize("act", [*ACTS, "hen/sua"])
def test_a_form_without_its_token_is_refused(desk: Inspecting, act: str) -> None:
    before = desk.portal.dump()

    assert 403 == desk.client.post(f"{desk.home}/{act}", data=MINUTES).status_code
    assert 403 == desk.client.post(f"{PAGE}/rut-tham", data={}).status_code
    assert before == desk.portal.dump()


def test_a_viewer_reads_and_does_nothing(portal: Portal, sqlite_cast: Cast) -> None:
    desk = Inspecting(portal, sqlite_cast.viewer)

    assert '<form method="post" action="/bang/kiem-tra' not in desk.get(desk.home)
    assert [403] * len(ACTS) == [desk.act(act, **MINUTES).status_code for act in ACTS]
    assert [] == portal.rows(Submission)


def test_another_bodys_officer_neither_reads_nor_does_anything(
    portal: Portal, sqlite_cast: Cast
) -> None:
    desk = Inspecting(portal, sqlite_cast.stranger)

    refused = desk.act("bien-ban", **MINUTES)

    page = desk.client.get(desk.home)
    assert (403, True) == (page.status_code, "được đọc minh chứng" in page.text)
    assert desk.name in desk.get(PAGE)  # that it was drawn is no secret
    assert (403, []) == (refused.status_code, portal.rows(Submission))


def test_an_administrator_of_another_body_acts(portal: Portal, sqlite_cast: Cast) -> None:
    with transaction(portal.engine) as session:
        session.get_one(Account, sqlite_cast.stranger.id).role = AccountRole.ADMINISTRATOR
    desk = Inspecting(portal, sqlite_cast.stranger)

    assert 303 == desk.act("bien-ban", **MINUTES).status_code


def test_what_is_no_drawn_unit_has_no_such_page(desk: Inspecting) -> None:
    report = desk.portal.assignment("so-tai-chinh")

    for path in (f"{PAGE}/don-vi/{report}", f"{PAGE}/don-vi/9999", f"{PAGE}/don-vi/abc"):
        assert 404 == desk.client.get(path).status_code
    assert 422 == desk.post(f"{desk.home}/xoa").status_code
    assert 404 == desk.post(f"{PAGE}/don-vi/{report}/bien-ban", **MINUTES).status_code


def test_the_round_counts_only_who_owes_something(desk: Inspecting) -> None:
    board = desk.get("/bang?nam=2027&nhiem-vu=kiem-tra-trien-khai&ky=2027")

    assert ">0/1 đã gửi</a>" in board
    assert 'href="/bang/kiem-tra?nhiem-vu=kiem-tra-trien-khai&amp;ky=2027"' in board
    assert 42 == board.count("chưa kiểm tra, <time>")
