"""No two contacts in one place: a newcomer stands where the file says, or hears who is there."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.contacts.importing import Comparison, compare, write
from dondoc.contacts.in_use import put_back
from dondoc.notices.recipients import load_reach
from dondoc.problems import Refused
from models import Contact
from models.database import transaction

pytestmark = pytest.mark.one_database

NOW = at(date(2027, 3, 1), 8)
HEAD = "đơn vị,địa chỉ,thứ tự"
OLD, NEW = "so-y-te,cu@so-y-te.example", "so-y-te,moi@so-y-te.example"


@pytest.fixture
def bring_in(engine, check):
    def brought(*lines) -> Comparison:
        with transaction(engine) as session:
            comparison = compare(session, Contact, check(HEAD, *lines).entries)
            write(session, Contact, comparison, by="machine:quan-tri", now=NOW)
        return comparison

    return brought


def standing(engine) -> list[tuple[str, int]]:
    with transaction(engine, write=False) as session:
        kept = session.exec(select(Contact).order_by(col(Contact.position), col(Contact.id)))
        return [(one.address.partition("@")[0], one.position) for one in kept]


def test_a_place_that_is_held_is_not_given_again(bring_in, engine):
    bring_in(f"{OLD},1")

    with pytest.raises(Refused) as refused:
        bring_in(f"{NEW},1")
    assert (
        "dòng 2, cột thứ tự: thứ tự 1 là của cu@so-y-te.example. Đứng sau thì để trống hoặc ghi 2;"
        " thay người ấy thì thêm dòng của người ấy với thứ tự 2,"
        " hoặc ngừng dùng: dondoc contacts disable 1"
    ) == str(refused.value)
    assert [("cu", 1)] == standing(engine)


def test_who_names_no_place_stands_behind_and_that_is_said(bring_in, engine):
    bring_in(f"{OLD},1")

    said = bring_in(f"{NEW},").behind
    assert {2: "thứ tự 2: nhận thư khi cu@so-y-te.example không nhận được"} == said
    assert [("cu", 1), ("moi", 2)] == standing(engine)
    assert bring_in(f"{NEW},").changes_nothing


def test_a_newcomer_goes_first_where_the_file_says_who_goes_behind(bring_in, engine):
    bring_in(f"{OLD},1")

    assert {} == bring_in(f"{NEW},1", f"{OLD},2").behind
    assert [("moi", 1), ("cu", 2)] == standing(engine)
    with transaction(engine, write=False) as session:
        (first,) = load_reach(session)["so-y-te"].clerks
    assert "moi@so-y-te.example" == first.address


def test_two_lines_of_a_file_cannot_name_one_place(bring_in):
    held = r"dòng 3, .* là của cu@so-y-te.example \(dòng 2\)"
    with pytest.raises(Refused, match=held) as refused:
        bring_in(f"{OLD},1", f"{NEW},1")
    assert 1 == len(refused.value.problems)


def test_a_copy_holds_no_place(engine, check):
    lines = ("đơn vị,địa chỉ,thứ tự,kèm", f"{OLD},1,", f"{NEW},1,có")
    with transaction(engine) as session:
        assert 2 == len(compare(session, Contact, check(*lines).entries).added)


def test_a_contact_put_back_finds_its_place_taken(bring_in, engine):
    bring_in(f"{OLD},1")
    with transaction(engine) as session:
        session.get_one(Contact, 1).disabled_at = NOW
    assert {} == bring_in(f"{NEW},1").behind
    with transaction(engine) as session:
        put_back(session, session.get_one(Contact, 1), now=NOW)

    assert [("moi", 1), ("cu", 2)] == standing(engine)
