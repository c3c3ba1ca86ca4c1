"""The communes of a district on its page: what each has answered, as the ledger keeps it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from dondoc.calendar.date_words import short_date
from dondoc.ledger.actors import Actor
from dondoc.messages.phrasing import numbered
from dondoc.portal.context import PageContext
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from dondoc.rounds.standing import NOT_WANTED, Standing, StandingKind, standing
from dondoc.rounds.standing_words import StandingWords, standing_words
from models import Assignment, Contact, Submission
from models.kinds import Answer

_CLOSED = NOT_WANTED | {StandingKind.COMPLETED}


@dataclass(frozen=True)
class Said:
    """An answer as the row's fields show it: texts, empty where there is nothing."""

    answer: str = ""
    document_number: str = ""
    document_on: str = ""
    reason: str = ""

    @property
    def blank(self) -> bool:
        return not any((self.answer, self.document_number, self.document_on, self.reason))


@dataclass(frozen=True)
class Commune:
    """One commune in the table. `versions` is everything said of it, the oldest first."""

    facts: Facts
    name: str
    standing: Standing
    spoken: StandingWords
    versions: tuple[Submission, ...]
    by_itself: bool  # it answered on its own page

    @property
    def id(self) -> int:
        return self.facts.id

    @property
    def closed(self) -> bool:
        """Is there nothing left to record or to correct?"""
        return self.standing.kind in _CLOSED

    @property
    def last(self) -> Submission | None:
        return self.versions[-1] if self.versions else None

    @property
    def version(self) -> int:
        """The version that the page shows; 0 before the first."""
        return self.last.version if self.last else 0

    def said(self, version: int | None = None) -> Said:
        """What a version said, the newest by default."""
        wanted = self.version if version is None else version
        found = [row for row in self.versions if row.version == wanted]
        return said_of(found[0]) if found else Said()

    @property
    def line(self) -> str:
        """«số 05/KH-UBND ngày 12/02/2021», or the reason why not."""
        if self.last is None:
            return ""
        if self.last.answer is Answer.NOT_DONE:
            return self.last.reason or ""
        cited = numbered(self.last.document_number, self.last.document_on)
        return f"số {cited}" if self.last.document_number else ""


def said_of(row: Submission) -> Said:
    """A submission as the fields that would have sent it."""
    return Said(
        answer=row.answer.value,
        document_number=row.document_number or "",
        document_on=short_date(row.document_on) if row.document_on else "",
        reason=row.reason or "",
    )


def communes_of(session: Session, here: PageContext, parent: Facts) -> tuple[Commune, ...]:
    """The communes under a district's assignment, in the official order."""
    if parent.children is None:
        return ()
    registry = here.rulebook.registry
    under = load_facts(session, col(Assignment.parent_id) == parent.id, as_of=here.now)
    versions: dict[int, list[Submission]] = defaultdict(list)
    query = select(Submission).where(
        col(Submission.assignment_id).in_([one.id for one in under]),
        col(Submission.withdrawn_at).is_(None),
    )
    for row in session.exec(query.order_by(col(Submission.version))):
        versions[row.assignment_id].append(row)
    under.sort(key=lambda one: registry.unit(one.unit_code).order)
    found = []
    for facts in under:
        said = standing(facts, here.now)
        own = versions[facts.id]
        by = Actor(own[-1].recorded_by) if own else None
        found.append(
            Commune(
                facts=facts,
                name=registry.unit(facts.unit_code).name,
                standing=said,
                spoken=standing_words(facts, said, here.now, registry.plan),
                versions=tuple(own),
                by_itself=by is not None and _is_own(session, by, facts.unit_code),
            )
        )
    return tuple(found)


def _is_own(session: Session, actor: Actor, unit_code: str) -> bool:
    if actor.unit_code is not None:
        return actor.unit_code == unit_code
    contact = session.get(Contact, actor.contact_id) if actor.contact_id else None
    return contact is not None and contact.unit_code == unit_code
