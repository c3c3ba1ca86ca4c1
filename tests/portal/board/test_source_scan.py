"""«Quét lại nguồn này»: the officer of the body that checks has one source looked at, at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pytest

from dondoc.clock import at
from models import Account, PublicationCheck
from models.database import transaction
from models.kinds import AccountRole
from models.publication_kinds import CheckVerdict, ReadingWay
from tests.support.cast import Cast
from tests.support.desk import Desk
from tests.support.list_site import ListSite
from tests.support.portal import Portal
from tests.support.publication_rows import PublicationRows

NOW = at(date(2027, 3, 15), 9, 14)
SHOWN = [("1.000001", "Đăng ký giá của doanh nghiệp thuộc phạm vi cấp tỉnh")]


@dataclass
class Watched:
    """A page on a real socket, a source of Sở Tài chính that leads there, and who watches it."""

    desk: Desk
    site: ListSite
    source: int

    @property
    def home(self) -> str:
        return f"/bang/cong-khai/nguon/{self.source}"

    @property
    def text(self) -> str:
        return " ".join(re.sub(r"<[^>]+>", " ", self.desk.get(self.home)).split())


@pytest.fixture
def watched(portal: Portal, sqlite_cast: Cast) -> Iterator[Watched]:
    account = Account(
        name="Nguyễn Thị Soát",
        address="soat@van-phong-ubnd.example",
        unit_code="van-phong-ubnd",
        role=AccountRole.OFFICER,
    )
    with transaction(portal.engine) as session:
        session.add(account)
    with ListSite() as site:
        site.show(2, SHOWN)
        source = PublicationRows(portal.engine).source(
            address=site.address(2),
            hosts=["127.0.0.2"],
            allow_cidrs=["127.0.0.0/8"],
            gap_seconds=0.0,
            reading={"ports": [site.server_port]},
        )
        yield Watched(Desk(portal, account), site, source)


def test_one_button_looks_at_the_source_and_the_page_shows_what_was_seen(watched: Watched) -> None:
    assert "Quét lại nguồn này" in watched.text

    answer = watched.desk.post(f"{watched.home}/quet-lai")

    [check] = watched.desk.portal.rows(PublicationCheck)
    assert (303, f"{watched.home}?xong=quet-lai") == (
        answer.status_code,
        answer.headers["location"],
    )
    assert (CheckVerdict.READ, watched.source) == (check.verdict, check.source_id)
    assert "Đang quét lại" in watched.desk.get(f"{watched.home}?xong=quet-lai")
    assert "Đọc được" in watched.text


def test_what_no_machine_reads_has_no_such_button(watched: Watched) -> None:
    rows = PublicationRows(watched.desk.portal.engine)
    by_hand = rows.source("so-y-te", way=ReadingWay.BY_HAND)
    over = rows.source("so-tu-phap", to_on=date(2027, 3, 1))

    for number in (by_hand, over):
        assert "Quét lại" not in watched.desk.get(f"/bang/cong-khai/nguon/{number}")
        watched.desk.post(f"/bang/cong-khai/nguon/{number}/quet-lai")
    assert [] == watched.desk.portal.rows(PublicationCheck)


def test_another_bodys_officer_may_not(watched: Watched, sqlite_cast: Cast) -> None:
    officer = Desk(watched.desk.portal, sqlite_cast.officer)

    assert "Quét lại" not in officer.get(watched.home)
    assert 403 == officer.post(f"{watched.home}/quet-lai").status_code
    assert [] == watched.desk.portal.rows(PublicationCheck)


def test_there_is_nothing_to_look_at_where_there_is_no_source(watched: Watched) -> None:
    assert 404 == watched.desk.post("/bang/cong-khai/nguon/999/quet-lai").status_code
