"""Where our list, made of decisions, and the national database's export disagree (art. 26.2).

Nothing is written: which of the two is right, a person finds out.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.official.list_difference import ListChange, ListChangeKind, compare_list
from dondoc.publication.official.list_entry import CheckedList
from dondoc.publication.official.official_list import load_official_list


def disagreements(
    session: Session, rulebook: Rulebook, checked: CheckedList, *, on: date
) -> list[str]:
    """One sentence for each; what the national database need not have yet is none."""
    book = phrases("procedures")
    difference = compare_list(session, checked, on=on, whole=True)
    entries = {one.code: one for one in load_official_list(session, rulebook, on).every_entry()}
    found = []
    for change in difference.changes:
        entry = entries.get(change.code)
        if change.kind is ListChangeKind.NEW and change.before is None:
            found.append(book.only_national(change))
        elif change.kind is ListChangeKind.NEW:
            if entry and (entry.remove_by is None or entry.remove_by < on):
                found.append(book.still_national(change, entry))
        elif change in difference.lost:
            if entry and entry.show_from < on:
                found.append(book.not_national(change, entry))
        elif change.kind is ListChangeKind.REVOKED:
            found.append(book.revoked_national(change))
        elif _differs(change):
            found.append(book.differs_national(change))
    return found


def _differs(change: ListChange) -> bool:
    """Whose it is to publish is our own affair, no text of the national database."""
    return any(one.name != "units" for one in change.changes)
