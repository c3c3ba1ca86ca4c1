"""`dondoc conference scores`: an export of the scoring software looked at, then kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from dondoc.cli.find_conference_for import organiser_of
from dondoc.cli.import_file import conclusion, read_file
from dondoc.cli.open_ledger import open_ledger
from dondoc.cli.send_at_once import deliver
from dondoc.clock import local_date
from dondoc.conference.scoring.import_export import ScoringImport
from dondoc.problems import Refused
from models.database import transaction


@dataclass(frozen=True)
class ScoresAsked:
    """What was asked: the file, its sheet, of which index year and day, and whether to write."""

    file: str
    year: int
    on: date | None
    sheet: str
    apply: bool
    account: str
    now: datetime


def import_scores(asked: ScoresAsked) -> int:
    """Print what the export does; raises Refused with every row that is wrong."""
    here = open_ledger()
    with transaction(here.engine, write=False) as session:
        by = organiser_of(session, here, asked.account, asked.now)
    content = read_file(asked.file)
    exported_on = asked.on or local_date(asked.now)
    wanted = ScoringImport(here.rulebook, asked.year, exported_on, asked.now)
    try:
        read = wanted.read(content, asked.sheet)
        with transaction(here.engine, write=asked.apply) as session:
            found = wanted.compare(session, read, content)
            if asked.apply:
                name = Path(asked.file).name
                wanted.keep(session, found, name, content, here.settings.files_dir, by=by)
    except Refused as refused:
        print(f"{asked.file}: chưa ghi gì, có {len(refused.problems)} chỗ phải sửa.")
        raise
    notes = [f"! {note.sentence()}" for note in read.notes]
    print("\n".join([*notes, *(f"{one.mark} {one.words}" for one in found.lines())]))
    print(found.counts())
    print(conclusion(nothing=found.changes_nothing, apply=asked.apply))
    if asked.apply:
        deliver(here, asked.now)
    return 0
