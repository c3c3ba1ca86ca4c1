"""The official index in the ledger: versions stay, a day's truth can be told, beside our score."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.ledger.actors import Actor
from dondoc.publication.index_766.index_file import read_index_file
from dondoc.publication.index_766.index_row import IndexFrame
from dondoc.publication.index_766.keep_index import compare_index, keep_index
from dondoc.publication.index_766.official_index import index_766
from models.database import transaction

FIRST, SECOND = at(date(2027, 4, 12), 9), at(date(2027, 4, 20), 9)


@pytest.fixture
def keep(engine, rulebook):
    def kept(text, now, source="bảng 766 ngày 12/04/2027"):
        registry = rulebook.registry
        file = read_index_file(text.encode(), IndexFrame(registry, now.date()))
        with transaction(engine) as session:
            comparison = compare_index(session, file.lines)
            by = Actor.machine("thu")
            keep_index(session, registry, comparison, source=source, by=by, now=now)
        return len(comparison.added), len(comparison.altered), comparison.same

    return kept


@pytest.fixture
def read(engine, rulebook):
    def found(**asked):
        with transaction(engine, write=False) as session:
            return index_766(session, rulebook, 2027, **asked)

    return found


def test_a_correction_is_a_version_and_the_earlier_truth_can_be_told(keep, read):
    rows = "Năm,Quý,Đơn vị,CKMB\n2027,1,,14\n2027,1,Sở Y tế,12\n"

    assert (2, 0, 0) == keep(rows, FIRST)
    assert (0, 1, 1) == keep(rows.replace("14", "14.5"), SECOND, "bảng sửa")

    assert [("2027-Q1", 14.5, "bảng sửa", date(2027, 4, 20))] == [
        (one.period.key, one.publicity, one.source, one.imported_on) for one in read()
    ]
    assert [14.0] == [one.publicity for one in read(as_of=FIRST)]
    assert [12.0] == [one.publicity for one in read(unit_code="so-y-te")]


def test_a_year_stands_in_the_order_of_its_periods(keep, read):
    keep("Năm,Quý,Tháng,CKMB\n2027,2,,15\n2027,1,,14\n2028,1,,9\n2027,,3,13\n", FIRST)

    assert ["2027-M03", "2027-Q1", "2027-Q2"] == [one.period.key for one in read()]


@pytest.mark.one_database
def test_it_stands_beside_our_own_score_with_the_difference_unconfirmed(keep, read):
    keep("Năm,Quý,CKMB\n2027,1,13.5\n", FIRST)

    (one,) = read()
    told = one.difference(80.0)

    assert (75.0, -5.0, False) == (told.official, told.points, told.confirmed)
    assert (
        "Công khai, minh bạch (CKMB) chính thức 75% (lấy thang 18 điểm, chưa được xác nhận),"
        " điểm nội bộ 80%, chênh -5 điểm phần trăm." == told.sentence()
    )
    assert one.difference(None) is None


@pytest.mark.one_database
def test_a_figure_above_the_base_that_we_take_is_not_compared(keep, read):
    keep("Năm,Quý,CKMB\n2027,1,75\n", FIRST)

    assert read()[0].difference(80.0) is None
