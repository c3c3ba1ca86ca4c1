"""A cell of a table that goes out is words: no formula for a spreadsheet, no markup."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from dondoc.clock import at
from dondoc.messages.phrasing import table_cell
from dondoc.rounds.day_table import rounds_to_show
from models import Submission
from models.database import transaction


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("12/BC-STC", "12/BC-STC"),
        ('=HYPERLINK("http://x.example")', '\'=HYPERLINK("http://x.example")'),
        ("\t =1+1", "'=1+1"),
        ("+84 207", "'+84 207"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("[xem](http://x.example)", r"\[xem\](http://x.example)"),
        ("<img src=x>\n| a", r"\<img src=x\> \| a"),
    ],
)
def test_a_cell_is_words(typed: str, shown: str) -> None:
    assert shown == table_cell(typed)


def test_the_table_of_a_round_neutralises_what_the_ledger_holds(sqlite_life) -> None:
    """A form of today refuses such a number; a ledger may be older than the form."""
    sqlite_life.submit(at(date(2027, 3, 12), 9, 14))
    with transaction(sqlite_life.engine) as session:
        session.exec(select(Submission)).one().document_number = "=1+1|[a](b)"
    with transaction(sqlite_life.engine, write=False) as session:
        now = at(date(2027, 3, 16), 7, 30)
        (shown, *_) = rounds_to_show(session, sqlite_life.rulebook, sqlite_life.duty, now)

    (row,) = [one for one in shown.table() if one["Đơn vị"] == "Sở Tài chính"]
    assert row["Văn bản"].startswith(r"'=1+1\|\[a\](b)")
