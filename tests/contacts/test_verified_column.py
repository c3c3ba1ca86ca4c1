"""The column «đã xác nhận»: a list that the office has checked, with the day of the check."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from dondoc.clock import at
from dondoc.contacts.importing import compare, write
from dondoc.contacts.verification import count_unverified, unverified, verify
from dondoc.problems import Refused
from models import Audit, Contact
from models.database import transaction

HEAD = "đơn vị,địa chỉ,đã xác nhận"
ROW = "so-y-te,a@so-y-te.example"
NOW = at(date(2027, 3, 1), 8)


def bring_in(engine, checked):
    with transaction(engine) as session:
        comparison = compare(session, Contact, checked.entries)
        write(session, Contact, comparison, by="machine:x", now=NOW)
    return comparison


def kept(engine):
    with transaction(engine, write=False) as session:
        return session.exec(select(Contact)).one()


def test_a_day_means_checked_from_that_day_on(check):
    (entry,) = check(HEAD, f"{ROW},02/01/2020").entries

    assert {"verified_at": at(date(2020, 1, 2), 0)} == entry.values


def test_an_empty_cell_says_nothing(check):
    (entry,) = check(HEAD, f"{ROW},").entries

    assert {} == entry.values


@pytest.mark.parametrize("given", ["rồi", "32/01/2027", "01/01/2199"])
def test_what_is_no_day_or_has_not_come_is_refused(check, given):
    with pytest.raises(Refused, match=r"12/03/2027.*để trống"):
        check(HEAD, f"{ROW},{given}")


def test_a_file_fills_what_is_empty_and_takes_nothing_back(engine, check):
    bring_in(engine, check(HEAD, f"{ROW},"))
    assert kept(engine).verified_at is None
    bring_in(engine, check(HEAD, f"{ROW},02/01/2020"))
    assert at(date(2020, 1, 2), 0) == kept(engine).verified_at

    again = bring_in(engine, check(HEAD, f"{ROW},03/01/2020"))
    emptied = bring_in(engine, check(HEAD, f"{ROW},"))

    assert again.changes_nothing
    assert emptied.changes_nothing


def test_verifying_counts_once_and_is_in_the_audit(engine, check):
    bring_in(engine, check(HEAD, f"{ROW},"))
    with transaction(engine) as session:
        assert 1 == count_unverified(session) == len(unverified(session))
        assert verify(session, 1, by="account:1", how="đã gọi điện", now=NOW)
        assert not verify(session, 1, by="account:2", how="lần nữa", now=NOW)
        assert 0 == count_unverified(session)

    with transaction(engine, write=False) as session:
        told = [one for one in session.exec(select(Audit)) if one.act.startswith("xác nhận")]
    assert [("account:1", "contact:1", "đã gọi điện")] == [
        (one.actor, one.target, one.detail) for one in told
    ]
