"""Every form of the board names an act of the policy, and who may not do it changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute

from dondoc.access import TABLE, Act
from models import Account
from models.database import transaction
from tests.portal.test_portal_access import calls
from tests.support.cast import Cast
from tests.support.inspecting import Inspecting
from tests.support.paper_desk import keep_report
from tests.support.portal import Portal

WITHOUT_ACCOUNT = {
    "/v/{token}/da-nhan",  # a unit's signed link: its own open work (portal.unit.link)
    "/v/{token}/gia-han",
    "/v/{token}/nop",
    "/v/{token}/hoat-dong",
    "/v/{token}/hoat-dong/rut",
    "/v/{token}/xa",
    "/v/{token}/dau-moi",
    "/v/{token}/hoi-nghi/tra-loi",
    "/v/{token}/hoi-nghi/hoi",
    "/v/{token}/hoi-nghi/da-doc",
    "/v/{token}/hoi-nghi/cau-hoi",
    "/v/{token}/hoi-nghi/tai-khoan",
    "/v/{token}/hoi-nghi/rut",
    "/xac-nhan/{token}",  # the contact's own link
    "/dang-nhap",
    "/dang-nhap/{token}",
    "/xin-lam/{token}",  # the account's own link
    "/duong-dan-moi",  # a link goes to an address that a unit has proven, to no other
    "/moc-bao/{token}",  # the Prefect server's own token
}
OWN_SESSION = {"/dang-xuat"}  # ends the session that posts it
EVIDENCE = {"kind": "don-vi", "name": "so-tai-chinh", "year": "2027"}
ONLY_READS = "/bang/minh-chung/{kind}/{name}/{year}"
"""A form for the audit's sake: who reads what is asked for may post it, a viewer too."""


def forms(portal: Portal) -> Iterator[APIRoute]:
    return (route for route in portal.routes() if "POST" in route.methods)


def act_of(route: APIRoute) -> Act | None:
    named = [call.act for call in calls(route.dependant) if hasattr(call, "act")]
    return named[0] if named else None


def filled(portal: Portal, desk: Inspecting, route: APIRoute) -> str:
    """The route's address, about something that there is."""
    numbers = {"number": "1", "assignment_id": str(portal.assignment()), **EVIDENCE}
    if "/don-vi/" in route.path:
        numbers["assignment_id"] = desk.home.rpartition("/")[2]
    act = "hen" if "/kiem-tra/" in route.path else "tra-lai"
    return re.sub(r"{(\w+)(?::int)?}", lambda found: numbers.get(found[1], act), route.path)


def test_every_form_names_an_act_or_is_posted_without_an_account(portal: Portal) -> None:
    unnamed = {route.path for route in forms(portal) if act_of(route) is None}

    assert WITHOUT_ACCOUNT | OWN_SESSION == unnamed


def test_every_page_of_the_table_is_one(portal: Portal) -> None:
    paths = {route.path for route in portal.routes()}

    for act, rule in TABLE.items():
        assert [] == [page for page in rule.pages if not any(p.startswith(page) for p in paths)]
        posted = [route.path for route in forms(portal) if act_of(route) is act]
        assert [] == [path for path in posted if not path.startswith(rule.pages)]


@pytest.mark.parametrize("who", ["viewer", "stranger"])
def test_who_may_not_is_told_who_may_and_changes_nothing(
    portal: Portal, sqlite_cast: Cast, who: str
) -> None:
    desk = Inspecting(portal, getattr(sqlite_cast, who))
    keep_report(portal)
    asked = [route for route in forms(portal) if act_of(route)]
    if who == "viewer":
        asked = [route for route in asked if route.path != ONLY_READS]
    paths = [filled(portal, desk, route) for route in asked]
    before = portal.dump()

    answers = {path: desk.post(path, ly_do="x", noi_dung="x") for path in paths}

    assert {} == {path: one.status_code for path, one in answers.items() if one.status_code != 403}
    said = {path: one.text for path, one in answers.items()}
    who_may = re.compile("(quản trị|cán bộ [^<]+) được")  # delegates are of no administrator
    assert {} == {path: text for path, text in said.items() if not who_may.search(text)}
    assert before == portal.dump()
    assert len(paths) >= 12


def test_another_bodys_duty_is_refused_where_it_is_known_whose_it_is(
    portal: Portal, sqlite_cast: Cast
) -> None:
    with transaction(portal.engine) as session:
        session.get_one(Account, sqlite_cast.stranger.id).unit_code = "van-phong-ubnd"
    desk = Inspecting(portal, sqlite_cast.stranger)
    before = portal.dump()
    demand = {
        "noi_dung": "Hội nghị",
        "don_vi": "Sở Tài chính",
        "han": "22/03/2027",
        "so_van_ban": "45/SNV-CCHC",
        "ngay_van_ban": "08/03/2027",
    }

    answers = [
        desk.post(f"/bang/viec/{portal.assignment()}/tra-lai", ly_do="0", y_kien="x"),
        desk.post("/bang/dot-xuat", **demand),
        desk.post("/bang/dot-xuat/xem", **demand),
        desk.post(f"{desk.home}/bien-ban", so="12/BB-SNV", ngay_van_ban="15/03/2027"),
        desk.post("/bang/kiem-tra/rut-tham", ky="2027"),
    ]

    assert [422, 422, 422, 403, 422] == [answer.status_code for answer in answers]
    wanted = "hỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này hoặc quản trị được"
    assert [] == [answer.text for answer in answers if wanted not in answer.text]
    assert before == portal.dump()
