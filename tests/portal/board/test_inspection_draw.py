"""Drawing the sample on the board: looked at first, kept once, with seed and reasons."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from models import Assignment, Audit
from models.database import transaction
from models.kinds import INSPECTED
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.inspecting import PAGE, Inspecting
from tests.support.portal import Portal

FORM = {"nhiem_vu": "kiem-tra-trien-khai", "ky": "2027", "hat_giong": "7"}
ROUND = f"{PAGE}?nhiem-vu=kiem-tra-trien-khai&ky=2027"


@pytest.fixture
def desk(portal: Portal, sqlite_cast: Cast) -> Desk:
    return Desk(portal, sqlite_cast.officer)


def drawn(portal: Portal) -> list[str]:
    query = select(Assignment.unit_code).where(col(Assignment.role) == INSPECTED)
    with transaction(portal.engine, write=False) as session:
        return list(session.exec(query))


def test_the_board_leads_to_the_inspections(desk: Desk) -> None:
    assert f'href="{PAGE}"' in desk.get("/bang")

    page = desk.get(PAGE)
    assert "Kiểm tra việc triển khai Kế hoạch năm 2027" in page
    assert "Chưa rút thăm. Mục tiêu: ít nhất 30 % số đơn vị." in page


def test_the_second_look_says_who_and_why_and_changes_nothing(desk: Desk) -> None:
    before = desk.portal.dump()

    look = desk.post(f"{PAGE}/rut-tham/xem", **FORM).text

    assert "<b>42/139 đơn vị</b> (ít nhất 30 %)" in look
    assert "<dt>Hạt giống</dt><dd><b>7</b></dd>" in look
    assert 'Các sở, ban, ngành thuộc tỉnh <span class="hint">rút 5/15</span>' in look
    assert before == desk.portal.dump()


def test_what_was_looked_at_is_what_is_kept(desk: Desk) -> None:
    look = desk.post(f"{PAGE}/rut-tham/xem", **FORM).text
    kept = desk.post(f"{PAGE}/rut-tham", **FORM)

    names = [desk.portal.rulebook.registry.unit(code).name for code in drawn(desk.portal)]
    assert (303, f"{ROUND}&xong=rut-tham") == (kept.status_code, kept.headers["location"])
    assert 42 == len(names)
    assert [] == [name for name in names if f"<li>{name}" not in look]
    with transaction(desk.portal.engine, write=False) as session:
        audit = session.exec(select(Audit).where(col(Audit.act) == "rút thăm kiểm tra")).one()
    assert f"account:{desk.account.id if desk.account else ''}" == audit.actor


def test_without_a_seed_one_is_taken_and_carried_on(desk: Desk) -> None:
    look = desk.post(f"{PAGE}/rut-tham/xem", **{**FORM, "hat_giong": ""}).text

    seed = look.split('name="hat_giong" value="')[1].split('"')[0]
    assert seed.isdigit()


def test_it_is_drawn_once(desk: Desk) -> None:
    desk.post(f"{PAGE}/rut-tham", **FORM)
    first = drawn(desk.portal)

    again = desk.post(f"{PAGE}/rut-tham", **{**FORM, "hat_giong": "8"})

    assert 422 == again.status_code
    assert "đã rút thăm với hạt giống 7, không rút lại" in again.text
    assert first == drawn(desk.portal)


@pytest.mark.parametrize("seed", ["bảy", "-1", "1" * 40])
def test_a_seed_that_is_no_number_is_refused_at_its_field(desk: Desk, seed: str) -> None:
    refused = desk.post(f"{PAGE}/rut-tham/xem", **{**FORM, "hat_giong": seed})

    assert 422 == refused.status_code
    assert 'id="seed-loi"' in refused.text
    assert [] == drawn(desk.portal)


@pytest.mark.parametrize("query", ["nhiem-vu=khong-co", "ky=2027-Q9", "ky=1999"])
def test_a_round_that_there_is_not_is_not_found(desk: Desk, query: str) -> None:
    assert 404 == desk.client.get(f"{PAGE}?{query}").status_code


def test_the_page_shows_the_sample_its_seed_and_its_plan(portal: Portal, sqlite_cast: Cast) -> None:
    portal.open_round("III.1.2.a3")
    desk = Inspecting(portal, sqlite_cast.officer)

    page = desk.get(ROUND)

    assert "<b>0/139 đơn vị đã kiểm tra, mục tiêu 30 %</b>." in page
    assert "42/139 đơn vị, hạt giống <b>7</b>" in page
    assert f'<a href="{desk.home}">{desk.name}</a>' in page
    assert 42 == page.count("Chưa hẹn")
    assert "Chưa ban hành" in page
    assert "hạn thứ Tư, 31/03/2027" in page
