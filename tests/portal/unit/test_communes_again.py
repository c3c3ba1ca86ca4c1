"""A second tap, a correction, a stale page; and what the district's own page says with it."""

from __future__ import annotations

import pytest

from dondoc.rounds.standing import StandingKind
from tests.support.commune_table import DONE, NOT, Table
from tests.support.districts import MIDDLE
from tests.support.portal import Portal


@pytest.fixture
def table(portal: Portal) -> Table:
    return Table(portal)


def test_a_double_tap_and_an_untouched_form_record_nothing_more(table: Table) -> None:
    table.save(DONE)
    table.portal.client.post(f"{table.home}/xa", data=table.sent)
    table.save()

    assert 1 == len(table.kept())


def test_an_answer_is_corrected_in_its_own_row(table: Table) -> None:
    table.save(NOT)
    table.save(DONE)

    assert ["not_done", "done"] == [answer for _, answer, _ in table.kept()]
    assert "1/12 xã đã trả lời: 1 đã thực hiện, 0 chưa thực hiện." in table.page().text


def test_a_number_alone_says_done_and_a_reason_alone_not_done(table: Table) -> None:
    table.save({"document_number": "5/KH-UBND"}, {"reason": "Thiếu cán bộ"})

    assert ["done", "not_done"] == [answer for _, answer, _ in table.kept()]


def test_who_saw_an_older_answer_does_not_write_over_a_newer_one(table: Table) -> None:
    form = table.page().values("xa")
    table.save(DONE)
    stale = {name: value for name, value in form.items() if name != "None"}
    stale |= {f"xa_{table.ids[0]}_{name}": value for name, value in NOT.items()}

    answer = table.portal.client.post(f"{table.home}/xa", data=stale)

    assert 422 == answer.status_code
    assert "đã có câu trả lời khác" in answer.text
    assert 1 == len(table.kept())


def test_when_all_is_in_it_waits_for_the_officer(table: Table) -> None:
    table.save(*[DONE] * 12)
    assert StandingKind.OPEN is table.districts.standing(MIDDLE).kind

    paper = {"document_number": "15/UBND-NV", "document_on": "5/2/2021", "signer": "Tô Hiệp"}
    form = {**table.page().values(), **paper}
    answer = table.portal.client.post(f"{table.home}/nop", data=form)

    assert 303 == answer.status_code
    assert StandingKind.SUBMITTED is table.districts.standing(MIDDLE).kind
    assert "Văn bản đã có, 12/12 xã đã trả lời." in table.page().text


def test_the_receipt_says_how_many_communes_are_missing(table: Table) -> None:
    table.save(*[DONE] * 9)
    paper = {"document_number": "15/UBND-NV", "document_on": "5/2/2021", "signer": "Tô Hiệp"}
    form = {**table.page().values(), **paper}
    receipt = table.portal.client.post(f"{table.home}/nop", data=form).headers["location"]

    assert "Còn 3/12 xã, phường, thị trấn chưa có câu trả lời" in table.portal.page(receipt).text
    page = table.page()
    assert "… Văn bản đã có, 9/12 xã đã trả lời" in page.text
    assert "nop" not in page.forms
