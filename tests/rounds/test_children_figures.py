"""Communes are counted beside the districts, never among them, and hear nothing by default."""

from __future__ import annotations

import pytest
from sqlmodel import select

from dondoc.notices.write import plan_notices
from dondoc.problems import Refused
from dondoc.rounds.day_table import rounds_to_show
from models import Contact, Notice
from models.database import transaction
from models.kinds import DecisionKind
from tests.support.districts import DIRECTS, LATE, MIDDLE, NA_HANG, OPENED, Districts, with_duty

pytestmark = pytest.mark.one_database

TITLE = "Triển khai kế hoạch tuyên truyền"


@pytest.fixture
def districts(cast) -> Districts:
    return Districts(cast.engine, cast.rulebook)


@pytest.fixture
def notified(cast) -> Districts:
    told = {"notify_children": True, "children_title": TITLE}
    return Districts(cast.engine, with_duty(cast.rulebook, DIRECTS, **told))


def _contacts(districts: Districts) -> dict[str, int]:
    """A contact for Na Hang and for its first commune; returns their numbers."""
    codes = [NA_HANG, districts.communes()[0].unit_code]
    rows = [Contact(unit_code=code, address=f"{code}@example.vn") for code in codes]
    with transaction(districts.engine) as session:
        session.add_all(rows)
        session.flush()
        return {row.unit_code: row.id for row in rows}


def _told(districts: Districts, now, *, after_due: bool = False) -> list[tuple[str, int]]:
    with transaction(districts.engine) as session:
        plan_notices(session, districts.rulebook, now=now, after_due=after_due)
    with transaction(districts.engine, write=False) as session:
        return [(one.kind, one.contact_id) for one in session.exec(select(Notice))]


def test_the_round_is_told_in_districts_and_its_communes_beside_them(districts: Districts):
    districts.paper()
    districts.all_answer(but=3)
    districts.record(districts.communes()[-1].id, answer="not_done", reason="Thiếu cán bộ")

    found = districts.progress(MIDDLE)
    assert (7, 7, 138) == (len(found.rows), found.tally.asked, found.children.asked)
    sentence = (
        "Năm 2021: 0/7 đã gửi, 7 chưa đến hạn; văn bản của 1/7 đơn vị,"
        " 9/138 xã đã thực hiện, 1 chưa thực hiện, 128 chưa trả lời"
    )
    assert sentence == found.sentence()
    assert "0/7 · 10/138 xã" == found.figure()


def test_the_day_s_table_has_seven_rows(districts: Districts):
    districts.paper()
    districts.all_answer(but=3)

    with transaction(districts.engine, write=False) as session:
        (shown,) = rounds_to_show(session, districts.rulebook, districts.duty, MIDDLE)
    assert 7 == len(shown.table())
    (row,) = [row for row in shown.table() if row["Đơn vị"] == "UBND huyện Na Hang"]
    assert "… văn bản đã có, 9/12 xã đã trả lời" == row["Tình trạng"]


def test_communes_are_told_nothing(districts: Districts, cast):
    contacts = _contacts(districts)
    commune = districts.communes()[0]
    districts.record(commune.id, document_number="05/KH-UBND")
    districts.decide(
        cast.officer, DecisionKind.WAIVED, MIDDLE, assignment_id=commune.id, reason="Đã sáp nhập"
    )

    assert {contacts[NA_HANG]} == {contact for _, contact in _told(districts, OPENED)}


def test_the_district_is_chased_for_its_communes_and_no_longer(districts: Districts):
    contacts = _contacts(districts)
    districts.paper()
    districts.all_answer(but=1)
    overdue = ("overdue", contacts[NA_HANG])
    assert overdue in _told(districts, LATE, after_due=True)


def test_all_answered_ends_the_chase(districts: Districts):
    contacts = _contacts(districts)
    districts.paper()
    districts.all_answer(but=1)
    districts.record(districts.communes()[-1].id, answer="not_done", reason="Thiếu cán bộ")

    assert [("receipt", contacts[NA_HANG])] == _told(districts, LATE, after_due=True)


def test_where_communes_are_notified_they_climb_the_ladder_too(notified: Districts):
    contacts = _contacts(notified)

    assert {("opening", number) for number in contacts.values()} == set(_told(notified, OPENED))


def test_a_notified_commune_that_answers_gets_its_receipt_and_no_reminder(notified: Districts):
    contacts = _contacts(notified)
    commune = notified.communes()[0]
    notified.record(commune.id, document_number="05/KH-UBND")

    told = [
        kind
        for kind, number in _told(notified, LATE, after_due=True)
        if number == contacts[commune.unit_code]
    ]
    assert ["receipt"] == told


def test_an_answer_given_for_a_commune_is_not_returned_to_it(districts: Districts, cast):
    commune = districts.communes()[0].id
    districts.record(commune, document_number="05/KH-UBND")

    with pytest.raises(Refused, match="cơ quan cấp trên trả lời thay"):
        districts.decide(
            cast.officer, DecisionKind.RETURNED, MIDDLE, assignment_id=commune, reason="Sai số"
        )


def test_a_commune_needs_its_number_or_a_reason(districts: Districts):
    commune = districts.communes()[0].id

    with pytest.raises(Refused, match="hãy ghi như 12/KH-UBND"):
        districts.record(commune)
    with pytest.raises(Refused, match="hãy ghi lý do"):
        districts.record(commune, answer="not_done")
