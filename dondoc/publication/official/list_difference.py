"""A checked list against the ledger: new, amended, revoked or unchanged. Nothing is written.

A list that is whole says of what it lacks that it is no more; a decision's table, or a part of a
list, says nothing of what it does not name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from sqlmodel import Session, col, select

from dondoc.messages.environment import phrases
from dondoc.problems import Problem
from dondoc.publication.official.decision_difference import DecisionChange, decision_changes
from dondoc.publication.official.levels import has_common_level
from dondoc.publication.official.list_entry import CheckedList, ListEntry
from dondoc.publication.official.official_code import WITHOUT_CODE, bare_name
from dondoc.publication.official.procedure_text import ProcedureText, text_of
from models import DecisionItem, Procedure, ProcedureDecision
from models.publication_kinds import ItemAct

MOST_LOST = 0.1
"""Of the procedures that hold, at most this share ends because a list lacks them, unless a person
says that it is meant: a file cut in half must not revoke the other half."""


class ListChangeKind(StrEnum):
    NEW = "new"
    AMENDED = "amended"
    REVOKED = "revoked"
    LINKED = "linked"  # the text is the same, and now its decision is known


@dataclass(frozen=True)
class TextChange:
    """One thing that a new version says otherwise; `name` is the ledger's column."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class ListChange:
    """What happens to one procedure. `decision` is a number, empty where none is known."""

    kind: ListChangeKind
    code: str
    name: str
    suffix: str
    before: Procedure | None
    text: ProcedureText
    decision: str = ""
    place: str = ""  # of the file; empty where the file lacks it
    changes: tuple[TextChange, ...] = ()


@dataclass(frozen=True)
class ListDifference:
    """What importing the list would do. `held` is how many procedures hold before it."""

    changes: tuple[ListChange, ...]
    unchanged: int
    held: int
    items: Mapping[tuple[str, str], ItemAct]  # what a decision does to a code
    decisions: tuple[DecisionChange, ...]
    warnings: tuple[Problem, ...]
    entered: Mapping[tuple[str, str], date] = field(default_factory=dict)  # new, or put right

    def of(self, kind: ListChangeKind) -> list[ListChange]:
        return [one for one in self.changes if one.kind is kind]

    @property
    def lost(self) -> list[ListChange]:
        """What would end only because the file lacks it."""
        return [one for one in self.of(ListChangeKind.REVOKED) if not one.place]

    @property
    def shrinks(self) -> bool:
        """Does so much end that a person must say that it is meant?"""
        return len(self.lost) > self.held * MOST_LOST

    @property
    def changes_nothing(self) -> bool:
        return not (self.changes or self.entered) and not any(o.changes for o in self.decisions)


def compare_list(
    session: Session, checked: CheckedList, *, on: date, whole: bool
) -> ListDifference:
    """What the file would change. Raises Refused for decisions whose dates cannot be."""
    newest = {
        row.code: row for row in session.exec(select(Procedure).order_by(col(Procedure.version)))
    }
    decisions = list(session.exec(select(ProcedureDecision).order_by(col(ProcedureDecision.id))))
    changed, unstated = decision_changes(decisions, checked.decisions, on=on)
    known = {one.number for one in changed} | {row.number for row in decisions}
    comparing = _Comparing(newest, {row.id or 0: row for row in decisions}, known, changed)
    for entry in checked.entries:
        comparing.take(entry)
    held = [row for row in newest.values() if not row.revoked]
    if whole:
        comparing.end(row for row in held if not row.code.startswith(WITHOUT_CODE))
    return ListDifference(
        changes=tuple(comparing.changes),
        unchanged=comparing.unchanged,
        held=len(held),
        items=comparing.items,
        decisions=changed,
        warnings=(
            *checked.warnings,
            *unstated,
            *comparing.warnings,
            *_nobodys(comparing.changes),
        ),
        entered=_new_entries(session, comparing.entered),
    )


def _new_entries(
    session: Session, entered: Mapping[tuple[str, str], date]
) -> dict[tuple[str, str], date]:
    """Days of entry that the ledger does not have, or has otherwise."""
    if not entered:
        return {}
    query = select(ProcedureDecision, DecisionItem).join(
        DecisionItem, col(DecisionItem.decision_id) == col(ProcedureDecision.id)
    )
    kept = {(row.number, item.code): item.entered_on for row, item in session.exec(query)}
    return {key: on for key, on in entered.items() if kept.get(key) != on}


@dataclass
class _Comparing:
    """Entries held against the newest versions, one after the other."""

    newest: Mapping[str, Procedure]
    decisions: Mapping[int, ProcedureDecision]
    known: set[str]
    changed: tuple[DecisionChange, ...]
    changes: list[ListChange] = field(default_factory=list)
    items: dict[tuple[str, str], ItemAct] = field(default_factory=dict)
    entered: dict[tuple[str, str], date] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    _seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        by_name: dict[str, list[str]] = {}
        for row in self.newest.values():
            by_name.setdefault(bare_name(row.name), []).append(row.code)
        self._by_name = {name: codes[0] for name, codes in by_name.items() if len(codes) == 1}
        self._signed = {one.number: one.signed_on for one in self.changed}

    def take(self, entry: ListEntry) -> None:
        entry = self._with_code(entry)
        if entry.decision not in self.known:
            entry = replace(entry, decision="")
        self._seen.add(entry.code)
        before = self.newest.get(entry.code)
        act = self._act(entry, before)
        if entry.decision:
            self.items[entry.decision, entry.code] = act
            if entry.entered_on is not None:
                self.entered[entry.decision, entry.code] = entry.entered_on
        if before is not None and self._is_older(entry, before):
            self.unchanged += 1
            wanted = phrases("procedures").newer_decision(self._decision(before))
            self.warnings.append(Problem(entry.place, entry.words, wanted))
            return
        text = text_of(before).with_values(entry.values, revoked=act is ItemAct.REVOKE)
        self._note(entry, before, text)

    def end(self, held: Iterable[Procedure]) -> None:
        """What the whole list lacks is no more."""
        for row in held:
            if row.code not in self._seen:
                text = replace(text_of(row), revoked=True)
                self.changes.append(
                    ListChange(ListChangeKind.REVOKED, row.code, row.name, row.suffix, row, text)
                )

    def _note(self, entry: ListEntry, before: Procedure | None, text: ProcedureText) -> None:
        kind = self._kind(entry, before, text)
        if kind is None:
            self.unchanged += 1
            return
        self.changes.append(
            ListChange(
                kind,
                entry.code,
                text.name,
                entry.suffix or (before.suffix if before else ""),
                before,
                text,
                entry.decision,
                entry.place,
                tuple(_text_changes(before, text)) if kind is ListChangeKind.AMENDED else (),
            )
        )

    def _kind(
        self, entry: ListEntry, before: Procedure | None, text: ProcedureText
    ) -> ListChangeKind | None:
        if before is None:
            return ListChangeKind.REVOKED if text.revoked else ListChangeKind.NEW
        if before.digest == text.digest:
            unlinked = entry.decision and before.decision_id is None
            return ListChangeKind.LINKED if unlinked else None
        if text.revoked:
            return ListChangeKind.REVOKED
        return ListChangeKind.NEW if before.revoked else ListChangeKind.AMENDED

    def _act(self, entry: ListEntry, before: Procedure | None) -> ItemAct:
        if entry.act:
            return entry.act
        return ItemAct.NEW if before is None or before.revoked else ItemAct.AMEND

    def _with_code(self, entry: ListEntry) -> ListEntry:
        """A procedure that a list writes without its code is the one that alone bears its name."""
        code = self._by_name.get(bare_name(entry.name), "")
        if not entry.code.startswith(WITHOUT_CODE) or not code or code == entry.code:
            return entry
        wanted = phrases("procedures").code_by_name(code)
        self.warnings.append(Problem(entry.place, entry.name, wanted))
        return replace(entry, code=code)

    def _is_older(self, entry: ListEntry, before: Procedure) -> bool:
        """Was what the ledger has announced after what the file has?"""
        kept = self.decisions.get(before.decision_id or 0)
        signed = self._signed.get(entry.decision)
        return bool(kept and signed and kept.number != entry.decision and signed < kept.signed_on)

    def _decision(self, before: Procedure) -> str:
        kept = self.decisions.get(before.decision_id or 0)
        return kept.number if kept else ""


def _nobodys(changes: Iterable[ListChange]) -> Iterable[Problem]:
    """Procedures that the list gives to no unit, and that no level has as a whole."""
    open_ = [one for one in changes if not one.text.revoked and not one.text.units]
    count = sum(not has_common_level(one.text.level) for one in open_)
    if count:
        yield Problem("Tệp", "", phrases("procedures").nobodys(count))


def _text_changes(before: Procedure | None, text: ProcedureText) -> Iterable[TextChange]:
    old, new = text_of(before).shown(), text.shown()
    for name in new:
        if old.get(name, "") != new[name]:
            yield TextChange(name, old.get(name, ""), new[name])
