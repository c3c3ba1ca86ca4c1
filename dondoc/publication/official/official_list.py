"""The official list on one day: which procedures a source must show, from when, with what text.

Loaded once, with one question to the ledger, and asked for as many sources as a scan has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby, pairwise

from sqlmodel import Session, col, select

from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.publication.official.levels import level_keys, level_of
from dondoc.publication.official.publication_days import (
    PublicationDay,
    leave_by,
    publish_by,
    publish_from_list,
)
from dondoc.publication.official_entry import EarlierVersion, OfficialEntry
from dondoc.text import fold
from models import Procedure, ProcedureDecision, PublicationSource
from models.publication_kinds import Component


def official_entries(
    session: Session, rulebook: Rulebook, source: PublicationSource, on: date
) -> list[OfficialEntry]:
    """What one source must show, or must no longer, on a day; see `OfficialList.entries`."""
    return load_official_list(session, rulebook, on).entries(source)


@dataclass(frozen=True)
class ProcedureVersion:
    """A version and the decision behind it, which a mere list may not state."""

    row: Procedure
    decision: ProcedureDecision | None

    @property
    def known_on(self) -> date:
        """Since when it may be shown: the signing, or the day of the list that has it."""
        return self.decision.signed_on if self.decision else self.row.valid_from

    @property
    def decision_number(self) -> str:
        return self.decision.number if self.decision else ""


def load_official_list(session: Session, rulebook: Rulebook, on: date) -> OfficialList:
    """Every procedure of which anything was announced by that day."""
    query = (
        select(Procedure, ProcedureDecision)
        .join(
            ProcedureDecision,
            col(Procedure.decision_id) == col(ProcedureDecision.id),
            isouter=True,
        )
        .order_by(col(Procedure.code), col(Procedure.version))
    )
    rows = [ProcedureVersion(row, decision) for row, decision in session.exec(query)]
    known = [one for one in rows if one.known_on <= on]
    by_code = groupby(known, key=lambda one: one.row.code)
    return OfficialList(rulebook, on, [tuple(versions) for _code, versions in by_code])


class OfficialList:
    """Procedures with their versions up to a day, in the order of their codes."""

    def __init__(
        self, rulebook: Rulebook, on: date, procedures: Iterable[Sequence[ProcedureVersion]]
    ) -> None:
        self._rulebook, self._on = rulebook, on
        self._listed = [
            _Listed(rulebook, on, tuple(versions), self._days) for versions in procedures
        ]

    def entries(self, source: PublicationSource) -> list[OfficialEntry]:
        """What this source's unit must show there on the day, and what must be gone from it.

        Its scope: the procedures of these levels and these fields, and those of these codes. With
        no scope: those that the list gives its unit, or a body whose place it took; of those given
        to nobody the ones of its level, where every unit of the level has the same (`level_of`).
        """
        scope = {name: frozenset(map(fold, given)) for name, given in source.scope.items() if given}
        if scope:
            return [one.entry for one in self._listed if _in_scope(one, scope)]
        return self.of_unit(source.unit_code)

    def of_unit(self, unit_code: str) -> list[OfficialEntry]:
        """What the unit must show wherever nothing narrows it."""
        unit = self._rulebook.registry.unit(unit_code)
        level = level_of(unit)
        return [
            one.entry
            for one in self._listed
            if (unit.code in one.units if one.units else level in one.levels)
        ]

    def every_entry(self) -> list[OfficialEntry]:
        """The whole list on that day."""
        return [one.entry for one in self._listed]

    @cached_property
    def _days(self) -> _Days:
        return _Days(self._rulebook)


def _in_scope(one: _Listed, scope: dict[str, frozenset[str]]) -> bool:
    if fold(one.newest.row.code) in scope.get("codes", ()):
        return True
    levels = frozenset(key for given in scope.get("levels", ()) for key in level_keys(given))
    fields = scope.get("fields", frozenset())
    if not levels and not fields:
        return False
    return (not levels or bool(levels & one.levels)) and (not fields or one.sector in fields)


class _Days:
    """The dates of each decision, reckoned once: a thousand procedures stand in one decision."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._workdays = rulebook.workdays
        self._publish: dict[int | date | None, PublicationDay] = {}
        self._leave: dict[int | date | None, PublicationDay] = {}
        self._sentences: dict[tuple[PublicationDay, PublicationDay | None, bool], str] = {}

    def publish(self, version: ProcedureVersion) -> PublicationDay:
        key, decision = _key(version), version.decision
        if key not in self._publish:
            self._publish[key] = (
                publish_by(decision, self._workdays)
                if decision
                else publish_from_list(version.row.valid_from, self._workdays)
            )
        return self._publish[key]

    def leave(self, version: ProcedureVersion) -> PublicationDay:
        key, decision = _key(version), version.decision
        if decision is None:
            return self.publish(version)
        if key not in self._leave:
            self._leave[key] = leave_by(decision, self._workdays)
        return self._leave[key]

    def sentence(
        self, publish: PublicationDay, leave: PublicationDay | None, *, revoked: bool
    ) -> str:
        """What the dates of a procedure rest on, in words."""
        key = (publish, leave, revoked)
        if key not in self._sentences:
            book = phrases("procedures")
            said = book.removed_by(leave) if revoked else book.shown_from(publish, leave)
            self._sentences[key] = said
        return self._sentences[key]


def _key(version: ProcedureVersion) -> int | date | None:
    return version.decision.id if version.decision else version.row.valid_from


@dataclass(frozen=True)
class _Listed:
    """One procedure: its versions so far, and what is asked of it again and again."""

    rulebook: Rulebook
    on: date
    versions: tuple[ProcedureVersion, ...]
    days: _Days

    @property
    def newest(self) -> ProcedureVersion:
        return self.versions[-1]

    @cached_property
    def levels(self) -> frozenset[str]:
        return level_keys(self.newest.row.level)

    @cached_property
    def sector(self) -> str:
        return fold(self.newest.row.sector)

    @cached_property
    def units(self) -> frozenset[str]:
        """Who must publish it: each unit named, or who stands in its place by now."""
        registry = self.rulebook.registry
        named = (one for one in self.newest.row.units if one in registry.unit_codes)
        return frozenset(registry.standing_in(registry.unit(one), self.on).code for one in named)

    @cached_property
    def entry(self) -> OfficialEntry:
        row, publish = self.newest.row, self.days.publish(self._first)
        earlier = tuple(self._earlier())
        leave = self.days.leave(self.newest) if row.revoked or earlier else None
        return OfficialEntry(
            code=row.code,
            name=row.name,
            level=row.level,
            sector=row.sector,
            agency=row.agency,
            fee=row.fee,
            time_limit=row.time_limit,
            kind=row.kind,
            show_from=publish.on,
            arithmetic=self.days.sentence(publish, leave, revoked=row.revoked),
            decision_number=self.newest.decision_number,
            remove_by=leave.on if leave and row.revoked else None,
            components={Component(name): text for name, text in row.components.items()},
            earlier=earlier,
        )

    @property
    def _first(self) -> ProcedureVersion:
        """The version by which it came, or came back, into the list."""
        back = [two for one, two in pairwise(self.versions) if one.row.revoked]
        return back[-1] if back else self.versions[0]

    def _earlier(self) -> Iterable[EarlierVersion]:
        """What it said before, the newest last; each until the one after it must be shown."""
        for one, after in pairwise(self.versions):
            if not one.row.revoked:
                yield EarlierVersion(
                    name=one.row.name,
                    fee=one.row.fee,
                    time_limit=one.row.time_limit,
                    decision_number=one.decision_number,
                    tolerated_until=self.days.leave(after).on,
                )
