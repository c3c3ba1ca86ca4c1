"""Each table's rows are made in one file, and what ends a row is written by the file of that act.

It covers every table, those to come too: a second maker or a second writer fails here by name.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sqlmodel import SQLModel

import models

ROOT = Path(__file__).resolve().parents[2]
TABLES = {
    name
    for name, one in vars(models).items()
    if isinstance(one, type) and issubclass(one, SQLModel)
}
SAMPLES = "dondoc/simulation/"
"""Makes the people of the demo, as nobody types them."""

SEVERAL = {
    # an import makes them from its table of columns; these two are made of another row
    "Contact": {"dondoc/delivery/operating/correct_address.py", "dondoc/incoming/handling.py"},
    # who comes uninvited gets a row that invites nobody
    "Invitee": {"dondoc/conference/desk/walk_in.py", "dondoc/conference/plan_conference.py"},
    # an office has no address that a list could name
    "PublicationSource": {
        "dondoc/publication/official/source_import.py",
        "dondoc/publication/posting/office_source.py",
    },
}
"""Tables whose rows are made by two acts that share nothing but the row, with the reason."""

ENDS = {
    "cancelled_at": "conference/call_off ledger/rows",
    "closed_at": "publication/findings/answer_claims publication/findings/settle_check",
    "completed_at": "decisions/close",
    "disabled_at": "contacts/account_acts contacts/in_use",
    "ended_at": "ledger/beats publication/scan/scan_ledger",
    "erased_at": "conference/erase_delegates",
    "issued_at": "documents/register/issue_paper",
    "over_at": "operations/tell_of_silence",
    "paused_at": "delivery/brake delivery/operating/pause_withdraw",
    "postponed_at": "conference/call_off conference/move_conference",
    "published_at": "conference/questions",
    "revoked_at": "ledger/links portal/sign_in/session",
    "struck_at": "decisions/call_note",
    "undone_at": "conference/desk/keep_scan decisions/take_back",
    "verified_at": "contacts/verification",
    "waived_at": "decisions/close",
    "withdrawn_at": (
        "activities/record_activity activities/strike conference/ask_answer"
        " conference/conference_files conference/questions documents/register/issue_paper"
        " incoming/detach ledger/decided_days publication/findings/end_waiver"
    ),
}
"""What ends a row or takes it back, and by whom: an act and its opposite, of each table."""


def test_the_rows_of_a_table_are_made_in_one_file() -> None:
    makers = defaultdict(set)
    for place, tree in _sources():
        for table in _made(tree):
            makers[table].add(place)

    assert len(makers) > 60
    assert SEVERAL == {table: places for table, places in makers.items() if len(places) > 1}


def test_what_ends_a_row_is_written_where_its_act_stands() -> None:
    writers = defaultdict(set)
    for place, tree in _sources():
        for column in _written(tree):
            writers[column].add(place.removeprefix("dondoc/").removesuffix(".py"))

    assert {column: set(places.split()) for column, places in ENDS.items()} == writers


def test_every_manner_of_making_and_writing_is_seen() -> None:
    head = "from models import Contact, Notice\n"
    made = "session.add(Contact(unit_code=code))\ninsert_new(session, Notice, rows)\n"
    written = "row.closed_at, other = now, 1\nupdate(Token).values(revoked_at=now)\n"

    assert {"Contact", "Notice"} == set(_made(ast.parse(head + made)))
    assert {"closed_at", "revoked_at"} == set(_written(ast.parse(written)))
    assert [] == [
        *_made(ast.parse(head + "select(Notice)")),
        *_written(ast.parse("x = a.closed_at")),
    ]


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("dondoc", "flows", "tasks", "deployments"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            if not place.startswith(SAMPLES):
                yield place, ast.parse(path.read_text(encoding="utf-8"))


def _made(tree: ast.Module) -> Iterator[str]:
    """Tables of ours whose rows the file makes: by calling one, or by an insert."""
    ours = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "models"
        for alias in node.names
    } & TABLES
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            called = node.func.id
            if called in ours and (node.keywords or node.args):
                yield called
            if called in ("insert", "insert_new"):
                yield from (one.id for one in ast.walk(node) if _is_table(one, ours))


def _is_table(node: ast.AST, ours: set[str]) -> bool:
    return isinstance(node, ast.Name) and node.id in ours


def _written(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr=name, ctx=ast.Store()) if name in ENDS:
                yield name
            case ast.Call(func=ast.Attribute(attr="values")):
                yield from (one.arg for one in node.keywords if one.arg in ENDS)
