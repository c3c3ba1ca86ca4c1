"""The official list as `dondoc procedures` shows it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import short_date
from dondoc.cli.import_file import read_file
from dondoc.cli.open_ledger import open_ledger
from dondoc.cli.terminal_text import fact, print_json, table
from dondoc.clock import local_date
from dondoc.ledger.installation import Installation
from dondoc.messages.environment import phrases
from dondoc.plan.find_unit import find_unit
from dondoc.problems import Problem, Refused
from dondoc.publication.official.list_rows import check_list
from dondoc.publication.official.national_disagreement import disagreements
from dondoc.publication.official.official_code import read_code
from dondoc.publication.official.official_list import load_official_list
from dondoc.publication.official.publication_days import announce_by, leave_by, publish_by
from dondoc.publication.official_entry import OfficialEntry
from models import Procedure, ProcedureDecision
from models.database import transaction

_HEADS = ("Mã", "Tên", "Cấp", "Lĩnh vực", "Quyết định", "Công khai từ", "Phải gỡ sau")
_LONGEST = 60


def show_list(unit: str, on: date | None, *, as_json: bool, now: datetime) -> int:
    """All procedures of a day, or those that one unit must show by the list alone."""
    here, day = open_ledger(), on or local_date(now)
    code = find_unit(here.rulebook.registry, unit, day).code if unit else ""
    with transaction(here.engine, write=False) as session:
        whole = load_official_list(session, here.rulebook, day)
        found = whole.of_unit(code) if code else whole.every_entry()
    if as_json:
        return print_json([_plain(one) for one in found])
    print(table(_HEADS, [_cells(one) for one in found]))
    print(f"\n{len(found)} thủ tục")
    return 0


def show_procedure(code: str, *, now: datetime) -> int:
    """One procedure today, and each version that there was."""
    here, read = open_ledger(), read_code(code)
    core = read.core if read else code.strip()
    with transaction(here.engine, write=False) as session:
        whole = load_official_list(session, here.rulebook, local_date(now))
        entry = next((one for one in whole.every_entry() if one.code == core), None)
        rows = _versions(session, core)
    if not rows:
        wanted = "không có thủ tục này trong sổ; xem `dondoc procedures list`"
        raise Refused(Problem("Mã", code, wanted))
    book = phrases("procedures")
    print(f"{core} {rows[-1][0].name}")
    for name, text in _facts(rows[-1][0]):
        print(fact(name, text))
    if entry:
        print(fact("Hạn", entry.arithmetic))
    for row, decision in rows:
        print(fact(f"Bản {row.version}", book.version_line(row, decision)))
    return 0


def show_dates(number: str, *, as_json: bool) -> int:
    """Every date that follows from each decision, with its arithmetic."""
    here = open_ledger()
    query = select(ProcedureDecision).order_by(col(ProcedureDecision.signed_on))
    with transaction(here.engine, write=False) as session:
        found = [row for row in session.exec(query) if number in ("", row.number)]
    if number and not found:
        wanted = "không có quyết định này trong sổ; xem `dondoc procedures dates`"
        raise Refused(Problem("--decision", number, wanted))
    dated = [_dates(here, row) for row in found]
    if as_json:
        return print_json(dated)
    for row, facts in zip(found, dated, strict=True):
        print(f"QĐ {row.number}")
        for name, said in facts["words"].items():
            print(fact(name, said))
    print(f"{len(found)} quyết định")
    return 0


def show_disagreements(path: str, sheet: str, *, now: datetime) -> int:
    """Where the ledger and the national export differ; 1 where they do."""
    here, today = open_ledger(), local_date(now)
    checked = check_list(read_file(path), here.rulebook.registry, on=today, sheet=sheet)
    with transaction(here.engine, write=False) as session:
        found = disagreements(session, here.rulebook, checked, on=today)
    for warning in checked.warnings:
        print(f"! {warning.sentence()}")
    for line in found:
        print(f"- {line}")
    print(phrases("procedures").disagreements_counted(len(found), len(checked.entries)))
    return 1 if found else 0


def _dates(here: Installation, row: ProcedureDecision) -> dict[str, Any]:
    workdays = here.rulebook.workdays
    publish, leave = publish_by(row, workdays), leave_by(row, workdays)
    announce = announce_by(row, workdays, here.settings.announce_unit)
    book = phrases("procedures")
    both = book.announce_both(announce, row.signed_on) if announce else book.announce_unknown(row)
    return {
        "number": row.number,
        "signed_on": row.signed_on,
        "effective_on": row.effective_on,
        "publish_by": publish.on,
        "leave_by": leave.on,
        "confirmed": publish.confirmed,
        "announce_by": announce.used.on if announce else None,
        "announce_by_days": announce.by_days.on if announce else None,
        "announce_by_workdays": announce.by_workdays.on if announce else None,
        "announce_confirmed": announce.used.confirmed if announce else None,
        "announced_late": row.signed_on > announce.used.on if announce else None,
        "words": {
            "Công khai": publish.arithmetic,
            "Gỡ bản cũ": leave.arithmetic,
            "Công bố": both,
        },
    }


def _versions(session: Session, code: str) -> list[tuple[Procedure, ProcedureDecision | None]]:
    query = select(Procedure).where(col(Procedure.code) == code).order_by(col(Procedure.version))
    rows = list(session.exec(query))
    return [
        (row, session.get(ProcedureDecision, row.decision_id) if row.decision_id else None)
        for row in rows
    ]


def _facts(row: Procedure) -> list[tuple[str, str]]:
    pairs = (
        *(("Cấp", row.level), ("Lĩnh vực", row.sector), ("Cơ quan", row.agency)),
        *(("Đơn vị", ", ".join(row.units)), ("Thời hạn", row.time_limit), ("Phí", row.fee)),
    )
    book = phrases("procedures")
    parts = [(book.column(name).capitalize(), text) for name, text in row.components.items()]
    return [(name, text) for name, text in (*pairs, *parts) if text]


def _cells(one: OfficialEntry) -> list[str]:
    name = one.name if len(one.name) <= _LONGEST else f"{one.name[: _LONGEST - 1]}…"
    gone = short_date(one.remove_by) if one.remove_by else ""
    shown = "" if one.remove_by else short_date(one.show_from)
    code = one.code if one.has_code else "–"
    return [code, name, one.level, one.sector, one.decision_number, shown, gone]


def _plain(one: OfficialEntry) -> dict[str, Any]:
    names = (
        *("code", "name", "level", "sector", "agency", "fee", "time_limit", "show_from"),
        *("remove_by", "decision_number", "arithmetic"),
    )
    return {name: getattr(one, name) for name in names}
