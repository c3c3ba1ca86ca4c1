"""`dondoc conference`: all of its commands; how conferences stand."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli import (
    conference_announce,
    conference_changes,
    conference_logins,
    conference_record,
)
from dondoc.cli.command import command
from dondoc.cli.conference_group import conference, with_code
from dondoc.cli.shared_options import with_json, with_now
from dondoc.cli.terminal_text import print_json

__all__ = [
    "conference",
    "conference_announce",
    "conference_changes",
    "conference_logins",
    "conference_record",
]


@command("show", "xem một Hội nghị: số liệu và ngày của từng bước", under=conference)
@with_code
@with_now
def show(code: str, now: datetime) -> int:
    from dondoc.cli.conference_view import conference_page
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.conference.find_conference import find_conference
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        print(conference_page(session, installation, find_conference(session, code), now))
    return 0


@command("list", "liệt kê các Hội nghị", under=conference)
@with_json
@with_now
def show_all(as_json: bool, now: datetime) -> int:
    from dondoc.cli.conference_view import conference_json
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.conference.conference_figures import conference_figures
    from dondoc.conference.find_conference import NONE_YET, all_conferences
    from models.database import transaction

    installation = open_ledger()
    with transaction(installation.engine, write=False) as session:
        found = all_conferences(session)
        if as_json:
            return print_json([conference_json(session, installation, one, now) for one in found])
        for one in found:
            print(f"{one.code}  {one.title}  {conference_figures(session, one).figure()}")
    if not found:
        print(NONE_YET.capitalize() + ".")
    return 0
