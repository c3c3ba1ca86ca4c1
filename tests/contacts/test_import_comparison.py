"""A checked file against the ledger: what is new, what changes, what stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.contacts.importing import ValueChange, compare, write
from models import Audit, Contact
from models.database import transaction

pytestmark = pytest.mark.one_database

NOW = at(date(2027, 3, 1), 8)
BY = "machine:quan-tri"
HEAD = "đơn vị,đầu mối,điện thoại,địa chỉ"
MAI = "so-tai-chinh,Nguyễn Thị Mai,0207,mai@so-tai-chinh.example"
HUNG = "so-y-te,Trần Văn Hùng,0208,hung@so-y-te.example"


@pytest.fixture
def bring_in(engine, check):
    """Write a file; returns what it changed."""

    def brought(*lines):
        with transaction(engine) as session:
            comparison = compare(session, Contact, check(*lines).entries)
            write(session, Contact, comparison, by=BY, now=NOW)
        return comparison

    return brought


def test_a_new_file_adds_every_row(bring_in, engine):
    comparison = bring_in(HEAD, MAI, HUNG)

    assert (2, 0, 0, 0) == (
        len(comparison.added),
        len(comparison.altered),
        comparison.same,
        comparison.others,
    )
    with transaction(engine, write=False) as session:
        kept = session.exec(select(Contact).order_by(col(Contact.id))).all()
    assert [("so-tai-chinh", "Nguyễn Thị Mai", 1), ("so-y-te", "Trần Văn Hùng", 1)] == [
        (one.unit_code, one.person, one.position) for one in kept
    ]


def test_the_same_file_again_changes_nothing(bring_in, engine):
    bring_in(HEAD, MAI, HUNG)
    comparison = bring_in(HEAD, MAI, HUNG)

    assert comparison.changes_nothing
    assert 2 == comparison.same
    with transaction(engine, write=False) as session:
        assert ["thêm đầu mối"] * 2 == [one.act for one in session.exec(select(Audit))]


def test_only_what_differs_is_changed_and_audited(bring_in, engine):
    bring_in(HEAD, MAI, HUNG)
    comparison = bring_in(HEAD, MAI.replace("0207", "0209"))

    assert [(ValueChange("telephone", "0207", "0209"),)] == [
        one.changes for one in comparison.altered
    ]
    assert 1 == comparison.others
    with transaction(engine, write=False) as session:
        newest = session.exec(select(Audit).order_by(col(Audit.id).desc())).first()
    assert (BY, "sửa đầu mối", "contact:1", "điện thoại") == (
        newest.actor,
        newest.act,
        newest.target,
        newest.detail,
    )


def test_an_empty_cell_empties_and_a_missing_column_leaves_alone(bring_in):
    bring_in(HEAD, MAI)

    assert bring_in("đơn vị,địa chỉ", "so-tai-chinh,mai@so-tai-chinh.example").changes_nothing
    emptied = bring_in(HEAD, MAI.replace("0207", "")).altered[0]
    assert (ValueChange("telephone", "0207", None),) == emptied.changes


def test_a_mailbox_is_the_same_in_capital_letters(engine, check):
    with transaction(engine) as session:
        session.add(Contact(unit_code="so-y-te", address="Van-Thu@So-Y-Te.example"))
        session.flush()
        file = check("đơn vị,địa chỉ", "so-y-te,van-thu@so-y-te.example")

        assert compare(session, Contact, file.entries).changes_nothing


def test_a_contact_out_of_use_is_named_and_stays_out_of_use(bring_in, engine):
    bring_in(HEAD, MAI)
    with transaction(engine) as session:
        session.get_one(Contact, 1).disabled_at = NOW

    comparison = bring_in(HEAD, MAI)

    assert comparison.changes_nothing
    assert ["Sở Tài chính · đầu mối · mai@so-tai-chinh.example"] == [
        one.words for one in comparison.disabled
    ]
    with transaction(engine, write=False) as session:
        assert NOW == session.get_one(Contact, 1).disabled_at
