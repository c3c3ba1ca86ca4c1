"""A unit is meant by the same spellings at every door, and every door says which one it took.

The command line asks the same table in tests/cli/test_cli_units.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session

from dondoc.activities.entry import GivenActivity, understand_activity
from dondoc.cli.find_assignment import describe, find_assignment
from dondoc.clock import at
from dondoc.contacts.account_columns import check_accounts
from dondoc.contacts.contact_columns import check_contacts
from dondoc.delivery.check_address import check_address
from dondoc.demands.demand import Demand, open_demand
from dondoc.plan.find_unit import find_unit
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.submissions.paper import Paper, record_paper
from models.database import transaction
from tests.support.life import Life
from tests.support.spellings import GONE, SPELLINGS, WRONG

NOW = at(date(2027, 3, 15), 9)
TODAY = NOW.date()
Door = Callable[[Session, Rulebook, str], str]
"""What a door says of the unit that was typed; raises Refused."""


def contacts_file(_session: Session, rulebook: Rulebook, text: str) -> str:
    content = f'đơn vị,địa chỉ\n"{text}",van-thu@don-vi.example\n'.encode()
    checked = check_contacts(
        content, rulebook.registry, check_address=check_address, on=TODAY, demo=True
    )
    return checked.entries[0].words


def accounts_file(_session: Session, rulebook: Rulebook, text: str) -> str:
    content = f'họ tên,địa chỉ,đơn vị\nLê Mẫu,mau@don-vi.example,"{text}"\n'.encode()
    return check_accounts(content, rulebook.registry, on=TODAY, demo=True).entries[0].words


def demand_form(session: Session, rulebook: Rulebook, text: str) -> str:
    """The board's, and Prefect's «Yêu cầu báo cáo đột xuất»."""
    demand = Demand("Hội nghị", text, "22/03/2027", "45/SNV-CCHC", "08/03/2027")
    return open_demand(session, rulebook, demand=demand, by="flow:test", now=NOW).sentence()


def paper_form(session: Session, rulebook: Rulebook, text: str) -> str:
    """Prefect's «Ghi nhận kết quả»."""
    paper = Paper(
        duty="bao-cao-dinh-ky",
        period="2027-Q1",
        unit=text,
        document_number="12/BC-DV",
        document_on="12/03/2027",
        signer="Nguyễn Văn An",
        figures="tin_bai=12, hoi_nghi=3, an_pham=0, luot_nguoi=1.250",
    )
    return record_paper(session, rulebook, paper, by="flow:test", key=None, now=NOW).sentence()


def good_example(_session: Session, rulebook: Rulebook, text: str) -> str:
    """The unit's page for what it did, and `dondoc activity add --about-unit`."""
    given = GivenActivity(
        title="Trả kết quả tại nhà",
        done_on="10/03/2027",
        link="https://so-tai-chinh.example/tin",
        about_unit=text,
        figure="1.250 hồ sơ",
    )
    duty = rulebook.registry.plan.duty("III.1.2.b2")
    code = understand_activity(duty, given, registry=rulebook.registry, now=NOW).about_unit
    return rulebook.registry.unit(code or "").name


def command_about_a_round(session: Session, rulebook: Rulebook, text: str) -> str:
    """`dondoc submit`, `dondoc decide`."""
    where = {"duty": "bao-cao-dinh-ky", "period": "2027-Q1", "unit": text}
    return describe(session, rulebook, find_assignment(session, rulebook, **where))


def board_and_commands(_session: Session, rulebook: Rulebook, text: str) -> str:
    """The board's letters and inspections, `dondoc inspection`, `dondoc contacts list`."""
    return find_unit(rulebook.registry, text, TODAY).name


DOORS = (
    contacts_file,
    accounts_file,
    demand_form,
    paper_form,
    good_example,
    command_about_a_round,
    board_and_commands,
)


def answers(life: Life, door: Door, texts: list[str]) -> dict[str, str]:
    """What the door says to each text; nothing that it does is kept."""
    said = {}
    with transaction(life.engine) as session:
        for text in texts:
            trial = session.begin_nested()
            try:
                said[text] = door(session, life.rulebook, text)
            except Refused as refused:
                said[text] = f"không nhận: {refused}"
            trial.rollback()
    return said


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_door_takes_every_spelling_and_says_which_unit_it_took(
    sqlite_life: Life, door: Door
) -> None:
    said = answers(sqlite_life, door, list(SPELLINGS))

    assert {} == {text: words for text, words in said.items() if SPELLINGS[text] not in words}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_door_says_what_to_write_instead(sqlite_life: Life, door: Door) -> None:
    wanted = {**WRONG, **GONE}
    said = answers(sqlite_life, door, list(wanted))

    assert {} == {
        text: words
        for text, words in said.items()
        if not words.startswith("không nhận") or wanted[text] not in words
    }
