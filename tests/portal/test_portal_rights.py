"""Route by route: who is let in to what of which unit, and who is told that it is not his."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import httpx
import pytest
from fastapi.routing import APIRoute

from dondoc.access import Act
from dondoc.clock import at
from dondoc.portal.sign_in.session import signed_in
from models import Account, Submission
from models.database import transaction
from models.kinds import AccountRole
from tests.portal.test_portal_access import calls
from tests.portal.test_portal_acts import act_of
from tests.support.cast import Cast
from tests.support.conference_day import conference_day
from tests.support.inspecting import Inspecting
from tests.support.paper_desk import keep_report
from tests.support.portal import Portal

NOW = at(date(2027, 3, 15), 9, 14)
OWN_SESSION = {("POST", "/dang-xuat")}  # ends the session that asks for it
PEOPLE = {
    "viewer": (AccountRole.VIEWER, "so-noi-vu"),
    "unit": (AccountRole.OFFICER, "so-tai-chinh"),
    "unit_viewer": (AccountRole.VIEWER, "so-tai-chinh"),
    "officer": (AccountRole.OFFICER, "so-noi-vu"),  # of the body that watches over the duty
    "elsewhere": (AccountRole.OFFICER, "van-phong-ubnd"),  # of a body that watches over others
    "administrator": (AccountRole.ADMINISTRATOR, "so-tu-phap"),
}
EVERYONE = set(PEOPLE)
WATCHERS = {"officer", "administrator"}
ADMINISTRATORS = ({"administrator"}, {"administrator"})
MAY = {  # act: who may of Sở Tài chính's report, and of Sở Y tế's
    Act.SEE: (EVERYONE, EVERYONE),
    Act.READ: ({"viewer", "unit", "unit_viewer", *WATCHERS}, {"viewer", *WATCHERS}),
    Act.RECORD: ({"unit", *WATCHERS}, WATCHERS),
    Act.DECIDE: (WATCHERS, WATCHERS),
    Act.UNDO: (WATCHERS, WATCHERS),
    Act.RECEIPT: (WATCHERS, WATCHERS),
    Act.URGE: (WATCHERS, WATCHERS),
    Act.RESEND: (WATCHERS, WATCHERS),
    Act.DEMAND: (WATCHERS, WATCHERS),
    Act.INSPECT: (WATCHERS, WATCHERS),
    Act.CONFERENCE: (WATCHERS, WATCHERS),
    Act.DELEGATES: ({"officer"}, {"officer"}),  # personal data: of no administrator elsewhere
    Act.PAPERS: (WATCHERS, WATCHERS),
    Act.LETTERS: ({"elsewhere", *WATCHERS}, {"elsewhere", *WATCHERS}),
    Act.CONFIRM_ADDRESS: ({"elsewhere", *WATCHERS}, {"elsewhere", *WATCHERS}),
    Act.RULE_CONTACTS: ({"elsewhere", *WATCHERS}, {"elsewhere", *WATCHERS}),
    Act.REVOKE_LINKS: ({"elsewhere", *WATCHERS}, {"elsewhere", *WATCHERS}),
    Act.PUBLICITY: ({"elsewhere", *WATCHERS}, {"elsewhere", *WATCHERS}),
    Act.CHANNELS: ADMINISTRATORS,
    Act.PEOPLE: ADMINISTRATORS,
    Act.RUNS: ({"viewer", "elsewhere", *WATCHERS}, {"viewer", "elsewhere", *WATCHERS}),
    Act.OPERATE: ADMINISTRATORS,
}
TYPED = {
    "noi_dung": "Hội nghị",
    "don_vi": "Sở Tài chính",
    "han": "22/03/2027",
    "so_van_ban": "45/SNV-CCHC",
    "ngay_van_ban": "08/03/2027",
    "ky": "2027",
    "y_kien": "thử",
    "ly_do": "0",
    "ngay_nhan": "15/03/2027",
    "muc": "1",
    "so": "12/BB-SNV",
    "ngay": "23/03/2027",
}


def board_routes(portal: Portal) -> Iterator[tuple[str, APIRoute]]:
    for route in portal.routes():
        if signed_in in set(calls(route.dependant)):
            yield from ((method, route) for method in route.methods)


def addresses(route: APIRoute, assignment: int, visit: str) -> Iterator[str]:
    acts = ["hen", "bien-ban"] if "/kiem-tra/" in route.path else ["tra-lai", "mien"]
    if "lay-lai" in route.path:
        acts = ["mo-lai", "bo-ghi-nhan"]
    about = visit if "/don-vi/" in route.path else str(assignment)
    known = {"assignment_id": about, "file_id": "1", "number": "1", "place": "0"}
    known |= {"code": "hoi-nghi-2026"} if "/hoi-nghi/" in route.path else {}
    known |= {"kind": "nhiem-vu", "name": "bao-cao-dinh-ky", "year": "2027"}
    for act in acts if "{act}" in route.path else acts[:1]:
        yield re.sub(r"{(\w+)(?::int)?}", lambda one: known.get(one[1], act), route.path)  # noqa: B023


def refused(answer: httpx.Response, account: Account) -> bool:
    """Was it said that this account may not? A page that only names who may is another thing."""
    by_form = f"«{account.address}»" in answer.text and "quản trị được" in answer.text
    kept_back = "Trang này chỉ cho biết việc đang ở đâu" in answer.text
    return answer.status_code == 403 or by_form or kept_back


def test_every_route_behind_a_sign_in_names_an_act_of_the_table(portal: Portal) -> None:
    unnamed = {(method, route.path) for method, route in board_routes(portal) if not act_of(route)}
    named = {act_of(route) for _method, route in board_routes(portal)} - {None}

    assert OWN_SESSION == unnamed
    assert named == set(MAY)


@pytest.mark.parametrize("person", PEOPLE)
def test_each_route_lets_in_exactly_who_may(portal: Portal, sqlite_cast: Cast, person: str) -> None:
    desk = Inspecting(portal, sqlite_cast.officer)
    keep_report(portal)
    conference_day(portal.engine)
    reports = [desk.hand_in(unit, NOW) for unit in ("so-tai-chinh", "so-y-te")]
    visit = desk.home.rpartition("/")[2]
    account = desk_of(portal, desk, person)
    own = account.unit_code == "so-tai-chinh"  # to all others the two are alike
    wrong = {}
    for method, route in board_routes(portal):
        act = act_of(route)
        about = reports if own and "/bang/viec/" in route.path else reports[1:]
        for assignment in about if act else ():
            may = person in MAY[shown(method, route) or act][reports.index(assignment)]
            may = may or (person == "elsewhere" and empty_form(method, route))
            for path in addresses(route, assignment, visit):
                answer = desk.post(path, **TYPED) if method == "POST" else desk.client.get(path)
                if answer.status_code >= 500 or refused(answer, account) == may:
                    wrong[method, path] = (may, answer.status_code)

    assert {} == wrong


def shown(method: str, route: APIRoute) -> Act | None:
    """The page of an assignment is seen by everybody, its whole only by who reads the unit."""
    return Act.READ if (method, route.path) == ("GET", "/bang/viec/{assignment_id}") else None


def empty_form(method: str, route: APIRoute) -> bool:
    """Before it is known of what, the door asks only whether there is anything one may do it to."""
    everywhere = (Act.SEE, Act.READ, Act.RECORD, Act.CHANNELS, Act.PEOPLE, Act.OPERATE)
    waits = act_of(route) not in everywhere
    unnamed = ("/bang/dot-xuat/sua", "/bang/tai-lieu/soan")
    of_one_body = route.path.startswith("/bang/hoi-nghi/")  # the conference's, known at the door
    return waits and not of_one_body and (method == "GET" or route.path in unnamed)


def desk_of(portal: Portal, desk: Inspecting, person: str) -> Account:
    role, unit = PEOPLE[person]
    account = Account(name="Người thử", address="thu@x.example", unit_code=unit, role=role)
    with transaction(portal.engine) as session:
        session.add(account)
    desk.account = account
    desk.sign_in(account)
    return account


@pytest.mark.parametrize(("person", "unit"), [("elsewhere", "so-y-te"), ("unit", "so-y-te")])
def test_who_may_not_read_a_unit_sees_where_it_stands_and_nothing_else(
    portal: Portal, sqlite_cast: Cast, person: str, unit: str
) -> None:
    desk = Inspecting(portal, sqlite_cast.officer)
    viec = desk.hand_in(unit, NOW, note="Chỉ gửi Sở Nội vụ")
    whole = desk.get(f"/bang/viec/{viec}")
    desk_of(portal, desk, person)

    page = desk.get(f"/bang/viec/{viec}")

    kept_back = ("Nguyễn Văn An", "12/BC-STC", "Chỉ gửi Sở Nội vụ", f"van-thu@{unit}.example")
    assert [True] * 4 == [words in whole for words in kept_back]
    assert [False] * 4 == [words in page for words in kept_back]
    assert "Sở Y tế" in page
    assert "được đọc minh chứng" in page
    assert 1 == len(portal.rows(Submission))
