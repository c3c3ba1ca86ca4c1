"""The policy of rights: every role, every act, what is one's own and what is another's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dondoc.access import (
    MACHINE,
    TABLE,
    AccessRole,
    Act,
    Matter,
    Who,
    about_duty,
    about_units,
    require,
    watching_bodies,
    who,
    why_never,
    why_not,
)
from dondoc.clock import at
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from models import Account
from models.kinds import AccountRole

TODAY = date(2027, 3, 15)
REPORT = "III.1.1.c"  # Sở Nội vụ watches over it
PEOPLE = {
    AccessRole.VIEWER: Who(AccessRole.VIEWER, "so-noi-vu"),
    AccessRole.UNIT: Who(AccessRole.UNIT, "so-tai-chinh"),
    AccessRole.OFFICER: Who(AccessRole.OFFICER, "so-noi-vu"),
    AccessRole.ADMINISTRATOR: Who(AccessRole.ADMINISTRATOR, "so-tu-phap"),
}

# For each act: viewer, officer of a unit, officer of a body that watches, administrator. «own» is
# one's own unit's, or of a duty that one's body watches over; of no duty, what is of all units.
YES, NO = True, False
OWN = {
    Act.SEE: (YES, YES, YES, YES),
    Act.READ: (YES, YES, YES, YES),
    Act.RECORD: (NO, YES, YES, YES),
    Act.DECIDE: (NO, NO, YES, YES),
    Act.UNDO: (NO, NO, YES, YES),
    Act.RECEIPT: (NO, NO, YES, YES),
    Act.URGE: (NO, NO, YES, YES),
    Act.DEMAND: (NO, NO, YES, YES),
    Act.INSPECT: (NO, NO, YES, YES),
    Act.CONFERENCE: (NO, NO, YES, YES),
    Act.PAPERS: (NO, NO, YES, YES),
    Act.DELEGATES: (NO, NO, YES, NO),
    Act.LETTERS: (NO, NO, YES, YES),
    Act.CONFIRM_ADDRESS: (NO, NO, YES, YES),
    Act.RULE_CONTACTS: (NO, NO, YES, YES),
    Act.REVOKE_LINKS: (NO, NO, YES, YES),
    Act.RESEND: (NO, NO, YES, YES),
    Act.WITHDRAW: (NO, NO, YES, YES),
    Act.PUBLICITY: (NO, NO, YES, YES),
    Act.CHANNELS: (NO, NO, NO, YES),
    Act.PEOPLE: (NO, NO, NO, YES),
    Act.RUNS: (YES, NO, YES, YES),
    Act.OPERATE: (NO, NO, NO, YES),
}
OTHERS = {
    act: (act is Act.SEE, act is Act.SEE, act is Act.SEE, act is not Act.DELEGATES) for act in Act
}  # another unit's, under a duty that another body watches over


@pytest.fixture
def own(rulebook: Rulebook) -> Matter:
    registry = rulebook.registry
    unit = registry.unit("so-tai-chinh")
    return about_duty(registry, registry.plan.duty(REPORT), TODAY, unit=unit)


@pytest.fixture
def others(rulebook: Rulebook) -> Matter:
    registry = rulebook.registry
    return Matter((registry.unit("van-phong-ubnd"),), "II.3.5", registry.unit("so-y-te"))


@pytest.mark.parametrize(
    ("role", "act", "mine", "may"),
    [
        pytest.param(role, act, mine, row[place], id=f"{role.name}-{act.name}-{mine}")
        for mine, table in (("own", OWN), ("other", OTHERS))
        for act, row in table.items()
        for place, role in enumerate(PEOPLE)
    ],
)
def test_who_may_do_what(
    own: Matter, others: Matter, role: AccessRole, act: Act, mine: str, may: bool
) -> None:
    about = own if mine == "own" else others

    assert may == (why_not(PEOPLE[role], act, about) == "")


def test_the_tables_of_this_test_know_every_act_and_every_role() -> None:
    assert list(Act) == list(TABLE) == list(OWN) == list(OTHERS)
    assert list(AccessRole) == list(PEOPLE)


def test_personal_data_of_delegates_are_of_the_inviting_body_alone(rulebook: Rulebook) -> None:
    about = Matter((rulebook.registry.unit("so-noi-vu"),))
    its_own = replace(PEOPLE[AccessRole.ADMINISTRATOR], unit="so-noi-vu")

    assert "" == why_not(its_own, Act.DELEGATES, about)
    assert (
        "chỉ cán bộ Sở Nội vụ được xem tên, chức vụ, điện thoại của đại biểu, điểm danh"
    ) == why_not(PEOPLE[AccessRole.ADMINISTRATOR], Act.DELEGATES, about)


def test_whatever_is_done_without_an_account_is_an_administrators() -> None:
    assert [] == [act for act in Act if why_not(MACHINE, act, Matter())]


def test_an_officer_with_duties_of_its_own_has_no_others(own: Matter) -> None:
    officer = PEOPLE[AccessRole.OFFICER]
    mine = replace(officer, duties=frozenset({REPORT, "III.1.4.a"}))
    not_mine = replace(officer, duties=frozenset({"III.1.4.a"}))

    assert "" == why_not(officer, Act.DECIDE, own) == why_not(mine, Act.DECIDE, own)
    assert (
        "tài khoản này phụ trách nhiệm vụ khác; chỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này hoặc"
        " quản trị được chấp nhận, trả lại, gia hạn, miễn"
    ) == why_not(not_mine, Act.DECIDE, own)


def test_an_officer_of_the_body_that_watches_reads_what_a_colleague_is_in_charge_of(
    own: Matter,
) -> None:
    not_mine = replace(PEOPLE[AccessRole.OFFICER], duties=frozenset({"III.1.4.a"}))

    assert "" == why_not(not_mine, Act.READ, own)


def test_who_may_not_read_a_unit_is_told_whose_people_may(own: Matter) -> None:
    viewer = replace(PEOPLE[AccessRole.VIEWER], unit="so-y-te")

    assert (
        "chỉ tài khoản của Sở Nội vụ, Sở Tài chính hoặc quản trị được đọc minh chứng, số điện"
        " thoại, diễn biến của đơn vị"
    ) == why_not(viewer, Act.READ, own)


def test_contacts_and_letters_are_of_every_body_that_watches(rulebook: Rulebook) -> None:
    about = about_units(rulebook.registry, TODAY, unit=rulebook.registry.unit("so-y-te"))
    listed = replace(PEOPLE[AccessRole.OFFICER], duties=frozenset({REPORT}))

    assert ["van-phong-ubnd", "so-noi-vu"] == [unit.code for unit in about.watchers]
    assert "" == why_not(listed, Act.CONFIRM_ADDRESS, about)
    assert (
        "chỉ cán bộ Văn phòng UBND tỉnh, Sở Nội vụ hoặc quản trị được xác nhận thay địa chỉ của đầu"
        " mối"
    ) == why_not(PEOPLE[AccessRole.UNIT], Act.CONFIRM_ADDRESS, about)


def test_an_officer_of_a_body_that_watches_is_its_own_units_user_too(rulebook: Rulebook) -> None:
    registry = rulebook.registry
    own_slot = Matter((registry.unit("van-phong-ubnd"),), "III.1.2.a4", registry.unit("so-noi-vu"))

    assert "" == why_not(PEOPLE[AccessRole.OFFICER], Act.RECORD, own_slot)
    assert why_not(PEOPLE[AccessRole.OFFICER], Act.DECIDE, own_slot).startswith(
        "chỉ cán bộ Văn phòng"
    )


@pytest.mark.parametrize(
    ("role", "unit", "expected"),
    [
        (AccountRole.VIEWER, "so-noi-vu", AccessRole.VIEWER),
        (AccountRole.OFFICER, "so-noi-vu", AccessRole.OFFICER),
        (AccountRole.OFFICER, "van-phong-ubnd", AccessRole.OFFICER),
        (AccountRole.OFFICER, "so-tai-chinh", AccessRole.UNIT),
        (AccountRole.ADMINISTRATOR, "so-tai-chinh", AccessRole.ADMINISTRATOR),
    ],
)
def test_the_role_of_an_officer_is_that_of_its_body(
    rulebook: Rulebook, role: AccountRole, unit: str, expected: AccessRole
) -> None:
    account = Account(
        name="A", address="a@b.example", unit_code=unit, role=role, duties="NN,II.3.1"
    )

    assert Who(expected, unit, frozenset({"NN", "II.3.1"}), "a@b.example") == who(
        account, rulebook.registry, TODAY
    )


def test_an_account_out_of_use_may_nothing(rulebook: Rulebook) -> None:
    gone = Account(
        name="A",
        address="a@b.example",
        unit_code="so-noi-vu",
        role=AccountRole.ADMINISTRATOR,
        disabled_at=at(TODAY, 8),
    )

    with pytest.raises(Refused, match="đã ngừng dùng"):
        who(gone, rulebook.registry, TODAY)


def test_the_bodies_that_watch_are_read_from_the_plan(rulebook: Rulebook) -> None:
    for on in (date(2021, 3, 1), TODAY):
        found = watching_bodies(rulebook.registry, on)
        assert ["Văn phòng UBND tỉnh", "Sở Nội vụ"] == [unit.name for unit in found]


def test_a_door_refuses_at_once_who_may_do_it_of_nothing(rulebook: Rulebook) -> None:
    refused = {
        role: [act.name for act in Act if why_never(person, act, rulebook.registry, TODAY)]
        for role, person in PEOPLE.items()
    }

    every = [act.name for act in Act]
    assert {
        AccessRole.VIEWER: [name for name in every[2:] if name != "RUNS"],
        AccessRole.UNIT: every[3:],
        AccessRole.OFFICER: ["CHANNELS", "PEOPLE", "OPERATE"],
        AccessRole.ADMINISTRATOR: [],
    } == refused


def test_a_refusal_names_the_account_and_who_may(own: Matter) -> None:
    stranger = replace(PEOPLE[AccessRole.UNIT], unit="so-y-te", address="a@so-y-te.example")

    with pytest.raises(Refused) as caught:
        require(stranger, Act.RECORD, own)

    assert (
        "Tài khoản «a@so-y-te.example»: chỉ cán bộ Sở Nội vụ phụ trách nhiệm vụ này, cán bộ của"
        " chính Sở Tài chính hoặc quản trị được nhập kết quả thay đơn vị"
    ) == str(caught.value)
