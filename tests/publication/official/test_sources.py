"""Sources come from a table: checked whole, written whole, an edit begins the count anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import load_rulebook
from dondoc.problems import Refused
from dondoc.publication.official.source_columns import TEMPLATE, check_sources
from dondoc.publication.official.source_import import (
    compare_sources,
    end_source,
    write_sources,
)
from models import PublicationSource
from models.database import transaction
from models.publication_kinds import ReadingWay, SourceKind

ON = date(2026, 11, 16)
NOW, LATER = at(ON, 9), at(date(2026, 11, 17), 9)
REGISTRY = load_rulebook().registry
BY = Actor.machine("mau")
HEAD = "đơn vị,nơi công khai,địa chỉ"
ROW = f"{HEAD}\nSở Y tế,trang của đơn vị,https://so-y-te.example/tthc#muc\n"


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with transaction(engine) as session:
        yield session


def bring_in(session: Session, text: str, *, now=NOW) -> list[PublicationSource]:
    entries = check_sources(text.encode(), REGISTRY, on=ON).entries
    write_sources(session, compare_sources(session, entries), by=BY, now=now)
    query = select(PublicationSource).order_by(col(PublicationSource.id))
    return list(session.exec(query))


def refusal(text: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        check_sources(text.encode(), REGISTRY, on=ON)
    return [problem.sentence() for problem in caught.value.problems]


def test_a_source_has_what_its_kind_usually_has(session) -> None:
    (one,) = bring_in(session, ROW)

    assert (SourceKind.AGENCY_SITE, ReadingWay.PAGE, "https://so-y-te.example/tthc") == (
        one.kind,
        one.way,
        one.address,
    )
    assert (["so-y-te.example"], [], "Kế hoạch: công khai thủ tục hành chính", ON, False) == (
        one.hosts,
        one.allow_cidrs,
        one.basis,
        one.from_on,
        one.confirmed,
    )


def test_an_edit_is_dated_and_the_same_table_again_is_none(session) -> None:
    bring_in(session, ROW)
    (same,) = bring_in(session, ROW, now=LATER)
    assert NOW == same.changed_at

    wider = ROW.replace("địa chỉ", "địa chỉ,giãn cách giây,cấp").replace("#muc", ",2,Cấp Tỉnh; xã")
    (one,) = bring_in(session, wider, now=LATER)

    assert (LATER, 2.0, {"levels": ["Cấp Tỉnh", "xã"]}) == (
        one.changed_at,
        one.gap_seconds,
        one.scope,
    )


@pytest.mark.one_database
def test_what_is_declared_has_no_address(session) -> None:
    (one,) = bring_in(session, f"{HEAD}\nSở Y tế,trụ sở,\n")

    assert (ReadingWay.DECLARATION, "") == (one.way, one.address)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("ftp://so-y-te.example/", "phải là địa chỉ trang đầy đủ, bắt đầu bằng http://"),
        ("so-y-te.example", "phải là địa chỉ trang đầy đủ"),
        ("", "phải là địa chỉ trang đầy đủ"),
        ("https://ten:mat-khau@so-y-te.example/", "có tên hoặc mật khẩu trong địa chỉ"),
        ("file:///etc/passwd", "phải là địa chỉ trang đầy đủ"),
    ],
)
def test_only_a_public_page_is_an_address(address: str, wanted: str) -> None:
    (said,) = refusal(f"{HEAD}\nSở Y tế,trang của đơn vị,{address}\n")

    assert wanted in said
    assert "mat-khau" not in said


@pytest.mark.parametrize(
    "network", ["0.0.0.0/0", "8.8.8.0/24", "127.0.0.0/8", "169.254.0.0/16", "x"]
)
def test_only_a_private_network_may_be_opened(network: str) -> None:
    text = ROW.replace("địa chỉ", "địa chỉ,dải mạng nội bộ").replace("#muc", f",{network}")

    (said,) = refusal(text)

    assert f"«{network}»: phải là một dải mạng riêng như 10.20.0.0/16" in said


def test_everything_that_is_wrong_is_said_with_its_place() -> None:
    text = f"{HEAD},từ ngày,đến ngày\nSở Không,báo,http://a.example,2/1/2027,1/1/2027\n"

    assert [
        (
            "dòng 2, cột đơn vị «Sở Không»: không có đơn vị nào tên như vậy; hãy ghi tên, ký hiệu,"
            " mã hoặc mã thống kê, như Sở Tài chính hay STC"
        ),
        (
            "dòng 2, cột nơi công khai «báo»: hãy ghi một trong: Trang của đơn vị, Cổng tỉnh, CSDL"
            " quốc gia, Tại trụ sở"
        ),
    ] == refusal(text)


def test_a_source_ends_with_a_reason_and_only_once(session) -> None:
    (one,) = bring_in(session, ROW)
    assert one.id is not None

    end_source(session, one.id, last_on=ON, reason="đổi trang", by=BY, now=LATER)

    assert (ON, LATER) == (one.to_on, one.changed_at)
    with pytest.raises(Refused, match="đã ngừng từ sau ngày 16/11/2026"):
        end_source(session, one.id, last_on=ON, reason="lần nữa", by=BY, now=LATER)


@pytest.mark.one_database
def test_the_sample_can_be_brought_in(session) -> None:
    (one,) = bring_in(session, TEMPLATE)

    assert ("so-tai-chinh", date(2027, 1, 1)) == (one.unit_code, one.from_on)
