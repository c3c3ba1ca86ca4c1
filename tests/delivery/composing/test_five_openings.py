"""Five duties that open together: short enough to be read, every ground still there, once."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from dondoc.clock import at
from dondoc.delivery.composing.compose import Composer
from dondoc.messages.render import render
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.load_facts import WHOLE_LEDGER, load_facts
from dondoc.rounds.opening import open_rounds
from dondoc.settings import Settings
from models import Assignment
from models.database import transaction
from models.kinds import NoticeKind

OPENED: dict[str, tuple[int, int]] = {
    "III.1.1.a1": (1, 26),
    "III.2.b1": (1, 26),
    "III.1.1.c": (3, 1),
    "II.3.5": (3, 15),
    "II.3.3": (3, 22),
}
"""The month and day on which a round of each opens."""


@pytest.mark.parametrize("year", [2021, 2027], ids=["năm có kế hoạch", "năm tạm áp dụng"])
def test_they_are_said_in_two_hundred_words(
    sqlite_engine: Engine, settings: Settings, rulebook: Rulebook, year: int
) -> None:
    with transaction(sqlite_engine) as session:
        for code, (month, day) in OPENED.items():
            now = at(date(year, month, day), 7, 30)
            open_rounds(session, rulebook, rulebook.registry.plan.duty(code), now=now)
    with transaction(sqlite_engine, write=False) as session:
        items = _openings(session, rulebook, settings, at(date(year, 1, 26), 8))

    text = render(items, to_name="Sở Tài chính").text

    assert len(OPENED) == len(items)
    words = [word for word in text.split() if _is_word(word)]
    assert len(words) <= 200, text
    for item in items:
        assert 1 == text.count(item.clause), item.clause
        assert (item.plan_note or "") in text
    assert 1 == text.count("Kế hoạch số 15/KH-UBND ngày 26/01/2021")
    assert 1 == text.count("Nghị định số 09/2019/NĐ-CP")
    assert 1 == text.count("chưa được xác nhận")


def _is_word(token: str) -> bool:
    """Not an address, a dash, a mark of a note."""
    return "://" not in token and any(one.isalpha() or one.isdecimal() for one in token)


def _openings(session: Session, rulebook: Rulebook, settings: Settings, now: datetime) -> list:
    composer = Composer(session, rulebook, settings, now)
    mine = Assignment.unit_code == "so-tai-chinh"
    facts = load_facts(session, mine, as_of=WHOLE_LEDGER)
    return [composer.item(one, NoticeKind.OPENING) for one in facts]
