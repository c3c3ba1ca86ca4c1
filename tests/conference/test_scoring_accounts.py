"""Accounts for the scoring software: entered, handed out n of n, confirmed; never a password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import Session

from dondoc.clock import at
from dondoc.conference.accounts.account_list import AccountTally, account_lines, account_tally
from dondoc.conference.accounts.enter_logins import LoginDifference, enter_logins
from dondoc.conference.accounts.hand_out import (
    HandedOut,
    account_of_unit,
    confirm_account,
    hand_out_accounts,
    take_account_back,
)
from dondoc.conference.accounts.login_sheet import read_logins, typed_login
from dondoc.conference.erase_delegates import erase_delegates
from dondoc.conference.find_conference import find_conference
from dondoc.ledger.actors import Actor
from dondoc.notices.write import plan_notices
from dondoc.problems import Refused
from dondoc.settings import Settings
from models import Assignment, Conference
from models.database import transaction
from models.kinds import NoticeKind, Way
from tests.support.conference_hall import CODE, OFFICER, Hall
from tests.support.post import letters_leave

INVITED, HANDED = at(date(2026, 11, 5), 9), at(date(2026, 11, 27), 15)
DUE, TAPPED, LATER = date(2026, 12, 11), at(date(2026, 12, 1), 9), at(date(2026, 12, 2), 9)
LIST = "STT;Cơ quan, đơn vị;Tên đăng nhập;Họ và tên;Ghi chú\n1;Sở Tài chính;stc01;Lê Thị An;x\n"
MORE = LIST + "2;Sở Tư pháp;stp01;;\n3;Sở Nội vụ;snv01;;\n"


@pytest.fixture
def held(hall: Hall) -> Hall:
    hall.plan()
    hall.invite(INVITED)
    return hall


def _do(hall: Hall, act: Callable[[Session, Conference], Any]) -> Any:
    with transaction(hall.engine) as session:
        return act(session, find_conference(session, CODE, hold=True))


def _read(hall: Hall, text: str) -> list[Any]:
    return read_logins(text.encode(), hall.rulebook.registry, on=date(2026, 11, 6))


def _enter(hall: Hall, text: str = MORE) -> LoginDifference:
    found = _read(hall, text)
    return _do(hall, lambda s, c: enter_logins(s, c, found, by=OFFICER, now=INVITED))


def _hand_out(hall: Hall, now: datetime = HANDED) -> HandedOut:
    return _do(hall, lambda s, c: hand_out_accounts(s, hall.rulebook, c, by=OFFICER, now=now))


def _confirm(hall: Hall, unit: str, now: datetime = TAPPED) -> bool:
    def act(session: Session, conference: Conference) -> bool:
        account = account_of_unit(session, conference, unit)
        assert account is not None
        who = Actor("contact:1")
        return confirm_account(session, hall.rulebook, account, by=who, way=Way.LINK, now=now)

    return _do(hall, act)


def _take_back(hall: Hall, unit: str) -> None:
    unit_named = hall.rulebook.registry.unit(unit)
    _do(
        hall,
        lambda s, c: take_account_back(
            *(s, hall.rulebook, c, unit_named), reason="Sai tên.", by=OFFICER, now=LATER
        ),
    )


def _tally(hall: Hall) -> AccountTally:
    return hall.read(lambda s: account_tally(s, find_conference(s, CODE)))


def _standings(hall: Hall) -> dict[str, str]:
    registry = hall.rulebook.registry
    found = hall.read(lambda s: account_lines(s, registry, find_conference(s, CODE)))
    return {one.unit.code: one.standing.value for one in found}


@pytest.mark.parametrize(
    "heading", ["Mật khẩu", "Mật khẩu (cấp lần đầu)", "Mật khẩu tạm thời", "PASSWORD", "MK"]
)
def test_a_list_with_a_password_is_refused_whole_and_shows_none(held: Hall, heading: str) -> None:
    text = f"Đơn vị;Tài khoản;{heading}\nSở Tài chính;stc01;B1-mat@2026\n"

    with pytest.raises(Refused, match="cột mật khẩu") as refused:
        _read(held, text)
    assert "B1-mat" not in str(refused.value)


@pytest.mark.parametrize("cell", ["stc01 B1mat", "stc01/B1mat", "stc01:B1mat"])
def test_a_login_with_more_beside_it_is_refused_unshown(held: Hall, cell: str) -> None:
    with pytest.raises(Refused, match="không kèm gì khác") as refused:
        _read(held, f"Đơn vị,Tài khoản\nSở Tài chính,{cell}\n")
    assert "B1mat" not in str(refused.value)
    with pytest.raises(Refused, match="không kèm gì khác") as typed:
        typed_login(held.rulebook.registry.unit("so-y-te"), cell, "")
    assert "B1mat" not in str(typed.value)


def test_what_is_wrong_is_named_by_its_row_and_nothing_is_kept(held: Hall) -> None:
    text = "Đơn vị,Tài khoản\nSở Không Có,a\nSở Y tế,\nSở Tư pháp,stp\nSở Tư pháp,stp\n"

    with pytest.raises(Refused) as refused:
        _enter(held, text)
    places = [one.field for one in refused.value.problems]
    assert ["dòng 2, cột Đơn vị", "dòng 3, cột Tài khoản"] == places
    with pytest.raises(Refused, match="dòng 4") as twice:
        _enter(held, text.replace("Sở Không Có,a\nSở Y tế,\n", "Sở Y tế,yt\n,\n"))
    assert ["dòng 5"] * 2 == [one.field for one in twice.value.problems]
    assert AccountTally() == _tally(held)


def test_entered_again_it_says_what_is_new_what_changed_and_nobody_is_told(held: Hall) -> None:
    before = len(held.notices())

    first, again = _enter(held), _enter(held, LIST.replace("An", "Bình"))

    assert ["3 tài khoản mới, 0 sửa, 0 như cũ", "0 tài khoản mới, 1 sửa, 0 như cũ"] == [
        first.words(),
        again.words(),
    ]
    assert before == len(held.notices())
    with pytest.raises(Refused, match="đơn vị khác"):
        _enter(held, "Đơn vị,Tài khoản\nSở Y tế,STC01\n")


def test_handed_out_each_invited_unit_is_told_once_and_owes_its_word(held: Hall) -> None:
    _enter(held)

    first, again = _hand_out(held), _hand_out(held)

    assert ["so-tai-chinh", "so-tu-phap"] == [one.code for one in first.units]
    assert (
        ["so-noi-vu"]
        == [one.code for one in first.uninvited]
        == [one.code for one in again.uninvited]
    )
    assert () == again.units
    told = held.notices(NoticeKind.DEMAND)
    assert 2 == len({one.assignment_id for one in told}) == len(told)
    owed = held.read(lambda s: s.get_one(Assignment, told[0].assignment_id))
    assert DUE == owed.due_on
    assert AccountTally(3, 2, 0) == _tally(held)


def test_who_has_not_said_so_is_reminded_by_the_one_chaser(held: Hall, settings: Settings) -> None:
    _enter(held)
    _hand_out(held)
    letters_leave(held.engine, settings, held.rulebook, HANDED)
    assert [True, False] == [_confirm(held, "so-tu-phap"), _confirm(held, "so-tu-phap")]

    with transaction(held.engine) as session:
        now = at(date(2026, 12, 4), 8)
        plan_notices(session, held.rulebook, now=now, after_due=True)

    asked = {one.assignment_id for one in held.notices(NoticeKind.DEMAND)}
    reminded = [one for one in held.notices(NoticeKind.REMINDER) if one.assignment_id in asked]
    owed = [held.read(lambda s, n=one.assignment_id: s.get_one(Assignment, n)) for one in reminded]
    assert ["so-tai-chinh"] == [one.unit_code for one in owed]
    assert AccountTally(3, 2, 1) == _tally(held)


def test_a_login_handed_out_is_mended_only_when_it_was_taken_back(held: Hall) -> None:
    _enter(held)
    _hand_out(held)
    _confirm(held, "so-tu-phap")
    with pytest.raises(Refused, match="đã được giao tài khoản «stc01»"):
        _enter(held, LIST.replace("stc01", "stc02"))

    _take_back(held, "so-tai-chinh")
    _take_back(held, "so-tu-phap")
    _enter(held, LIST.replace("stc01", "stc02"))
    withdrawn = [one.assignment_id for one in held.notices(NoticeKind.DEMAND_WITHDRAWN)]
    again = _hand_out(held, LATER)

    assert 1 == len(withdrawn)  # Sở Tư pháp had said that it has it: nothing is owed any more
    assert ["so-tai-chinh", "so-tu-phap"] == [one.code for one in again.units]
    assert {"so-tai-chinh": "handed", "so-tu-phap": "handed", "so-noi-vu": "entered"} == (
        _standings(held)
    )
    assert 4 == len(held.notices(NoticeKind.DEMAND))
    assert _confirm(held, "so-tu-phap", LATER)
    with pytest.raises(Refused, match="chưa được giao"):
        _take_back(held, "so-y-te")


def test_who_holds_it_is_forgotten_with_the_delegates_and_the_account_stays(held: Hall) -> None:
    _enter(held)

    with transaction(held.engine) as session:
        erase_delegates(session, now=at(date(2027, 11, 27), 9))

    account = held.read(lambda s: account_of_unit(s, find_conference(s, CODE), "so-tai-chinh"))
    assert ("stc01", "") == (account.login, account.holder)
