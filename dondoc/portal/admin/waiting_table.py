"""A file of contacts between its preview and the button that writes it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from dondoc.contacts.entries import CheckedFile
from dondoc.contacts.import_run import contact_import, count_words, difference, run_import
from dondoc.contacts.importing import compare
from dondoc.delivery.check_address import check_address
from dondoc.ledger.actors import Actor
from dondoc.portal.context import PageContext
from dondoc.portal.table_keeper import SeenDifference, TableFile, TableKeeper, of_file
from dondoc.problems import Refused


@dataclass(frozen=True)
class WaitingTable:
    """Of one session: what it does now, and what it did when it was looked at."""

    here: PageContext
    session_hash: str

    @property
    def keeper(self) -> TableKeeper:
        return TableKeeper(self.here, f"table of session {self.session_hash}")

    def understood(self, table: TableFile) -> CheckedFile:
        """Its rows, before anything is locked. Raises Refused with every line that is wrong."""
        here = self.here
        try:
            return _KIND.check(
                table.content or b"",
                here.rulebook.registry,
                on=here.today,
                demo=here.settings.demo,
                sheet=table.sheet,
            )
        except Refused as refused:
            raise Refused(map(of_file, refused.problems)) from None

    def look(self, session: Session, checked: CheckedFile) -> SeenDifference:
        """What it would change now. Raises Refused for a place that another holds."""
        try:
            found = compare(session, _KIND.table, checked.entries)
        except Refused as refused:
            raise Refused(map(of_file, refused.problems)) from None
        lines = tuple(difference(_KIND, found, checked))
        return SeenDifference(count_words(_KIND, found), lines, found.changes_nothing)

    def write(self, session: Session, table: TableFile, checked: CheckedFile, by: Actor) -> bool:
        """Write it if it still does what was shown; False where the ledger changed meanwhile."""
        if self.look(session, checked).mark != table.seen:
            return False
        registry, now = self.here.rulebook.registry, self.here.now
        run_import(session, _KIND, registry, checked, by=by, now=now)
        return True


_KIND = contact_import(check_address)
