"""Công văn đôn đốc as a kind of paper: what the board asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.documents.letters.draft_letters import keep_letter
from dondoc.documents.letters.issue_letter import issue_letter, letter_of
from dondoc.documents.letters.late_rounds import late_rounds
from dondoc.documents.letters.urging_letters import (
    letter_text,
    letter_values,
    letters_of,
)
from dondoc.documents.paper_kind import NarrativePlace, ShownPaper, chapters_of
from dondoc.documents.register.find_paper import newest_of, versions_of
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame
from dondoc.documents.register.keep_paper import KeptPaper, mark_of
from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from models import Assignment, Document, DocumentAssignment


@dataclass(frozen=True)
class LetterPapers:
    """See `PaperKind`. Nothing in a letter is written by a person: it is worded from the ledger."""

    issue_form: type[IssueForm] = IssueForm

    def name(self, rulebook: Rulebook, matter: PaperMatter) -> str:
        duty = rulebook.registry.duty_of(matter.plan, matter.duty)
        unit = rulebook.registry.unit(matter.subject).name if matter.subject else ""
        period = rulebook.period(duty, matter.period).short()
        said: str = phrases("urging").name(duty, period, unit)
        return said

    def places(self) -> tuple[NarrativePlace, ...]:
        return ()

    def to_draft(self, session: Session, context: Context) -> list[PaperMatter]:
        """Each letter that is due today, as the morning's run would draft it."""
        one_each = context.settings.urge_each
        late = late_rounds(session, context.rulebook, context.now)
        return [one.matter for each in late for one in letters_of(each, one_each=one_each)]

    def renew(
        self, session: Session, context: Context, matter: PaperMatter, *, by: Actor
    ) -> KeptPaper:
        late = late_rounds(session, context.rulebook, context.now)
        every = [one for each in late for one in letters_of(each, one_each=bool(matter.subject))]
        letters = [one for one in every if one.matter == matter]
        if not letters:
            wanted = phrases("urging").nobody_to_urge()
            raise Refused(Problem("document", "", wanted, "Văn bản"))
        before = newest_of(session, matter)
        document = keep_letter(session, context, letters[0], by=by)
        return KeptPaper(document, new=before is None or before.id != document.id)

    def moved(
        self,
        session: Session,
        rulebook: Rulebook,
        matter: PaperMatter,
        *,
        since: datetime,
        until: datetime,
    ) -> list[str]:
        """Who is on the later version and was not, who is not any more, who has answered since."""
        named = {one.as_of: _named(session, one) for one in versions_of(session, matter)}
        before, after = named.get(since, frozenset()), named.get(until)
        book = phrases("urging")
        answered = _answered(session, before, until) - _answered(session, before, since)
        lines = [(book.answered_since, answered)]
        if after is not None:
            lines += [(book.put_on, after - before), (book.taken_off, before - after - answered)]
        return [say(_units(session, rulebook, numbers, until)) for say, numbers in lines if numbers]

    def shown(self, session: Session, rulebook: Rulebook, document: Document) -> ShownPaper:
        if not _named(session, document):
            return ShownPaper(self.name(rulebook, matter_of(document)), (), (), "")
        letter = letter_of(session, rulebook, document)
        text = letter_text(rulebook, letter, local_date(document.as_of))
        values = letter_values(text)
        mark = mark_of(letter.mark_facts(text))
        return ShownPaper(values.about, chapters_of(values, {}), (), mark)

    def frame(self, rulebook: Rulebook, matter: PaperMatter, now: datetime) -> IssueFrame:
        duty = rulebook.registry.duty_of(matter.plan, matter.duty)
        monitor = rulebook.registry.monitoring_unit(duty, local_date(now))
        return IssueFrame(now, f"45/{rulebook.registry.plan.symbol(monitor) or '…'}")

    def issue(
        self, session: Session, context: Context, document: Document, form: IssueForm, *, by: Actor
    ) -> None:
        issue_letter(session, context, document.id or 0, form, by=by)


def _named(session: Session, document: Document) -> frozenset[int]:
    """The assignments that a version is about."""
    query = select(DocumentAssignment.assignment_id)
    return frozenset(session.exec(query.where(col(DocumentAssignment.document_id) == document.id)))


def _facts(session: Session, numbers: frozenset[int], as_of: datetime) -> list[Facts]:
    return load_facts(session, col(Assignment.id).in_(sorted(numbers)), as_of=as_of)


def _answered(session: Session, numbers: frozenset[int], as_of: datetime) -> frozenset[int]:
    facts = _facts(session, numbers, as_of)
    return frozenset(one.id for one in facts if one.answered)


def _units(
    session: Session, rulebook: Rulebook, numbers: frozenset[int], as_of: datetime
) -> list[str]:
    codes = {one.unit_code for one in _facts(session, numbers, as_of)}
    units = [rulebook.registry.unit(code) for code in codes]
    return [one.name for one in sorted(units, key=lambda one: (one.order, one.code))]
