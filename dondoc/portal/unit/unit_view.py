"""One assignment as its unit sees it: facts settled here, words chosen by the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col

from dondoc.calendar.given_dates import extension_from
from dondoc.calendar.period_words import year_before
from dondoc.calendar.rule_words import rule_words
from dondoc.delivery.composing.compose import Composer
from dondoc.demands.demand_files import demand_files
from dondoc.messages.message_facts import (
    Item,
)
from dondoc.notices.write import of_duty
from dondoc.plan.duty_parts import parts_of
from dondoc.plan.example_number import example_number
from dondoc.plan.schema import Duty, Unit
from dondoc.portal.context import PageContext
from dondoc.portal.unit.communes import Commune, communes_of
from dondoc.portal.unit.mending_view import MendingView, mending_of
from dondoc.portal.unit.question_to_answer import QuestionView, question_to_answer
from dondoc.portal.unit.submission_view import SubmissionView, papers_of
from dondoc.portal.unit.unit_list import ListedAssignment, rows_of_unit
from dondoc.publication.posting.official_of_unit import PostingHint, posting_hint
from dondoc.rounds.facts import DecisionFact, Facts
from dondoc.rounds.open_events import is_event_of
from dondoc.rounds.parents import duty_asked
from dondoc.rounds.standing import NOT_WANTED, Standing, StandingKind, standing
from dondoc.rounds.standing_words import StandingWords, children_said, standing_words
from models import Assignment, DemandFile
from models.kinds import TAKES_BACK, Answer, DecisionKind, NoticeKind

_CLOSED = NOT_WANTED | {StandingKind.COMPLETED}
_ANSWERS = frozenset(
    {
        DecisionKind.EXTENSION_GRANTED,
        DecisionKind.EXTENSION_REFUSED,
        DecisionKind.EXTENSION_REVOKED,
    }
)
_OPENS = frozenset(
    {
        DecisionKind.REOPENED,
        DecisionKind.ACTIVITY_STRUCK,
        DecisionKind.LETTER_DETACHED,
        DecisionKind.RETURN_WITHDRAWN,
    }
)
_MOVES = frozenset(
    {
        DecisionKind.RETURNED,
        DecisionKind.MOVED,
        DecisionKind.TAKEN_OVER,
        *TAKES_BACK,
        *_ANSWERS,
    }
)


@dataclass(frozen=True)
class ComparedPeriod:
    """The report on the same kind of period a year before, and that period's name."""

    name: str  # quý III/2026
    figures: Mapping[str, int]


@dataclass(frozen=True)
class ExtensionRoom:
    """Which later dates may be asked for: from which day, until which; none at all without one.

    `above_on` is when the level above reports, past or to come.
    """

    from_on: date | None
    until_on: date | None = None
    above_on: date | None = None
    missed: bool = False  # no date can be kept before that any more


@dataclass(frozen=True)
class AssignmentView:
    """An assignment, with what its page says beside it. `item` is what a mail would say of it."""

    facts: Facts
    item: Item
    duty: Duty
    unit: Unit
    standing: Standing
    spoken: StandingWords
    papers: tuple[SubmissionView, ...]
    earlier: tuple[ListedAssignment, ...]  # received in periods before, the newest first
    previous: SubmissionView | None  # the last report of those
    compared: ComparedPeriod | None  # what figures are held against
    waiting: int  # other assignments that wait for the unit
    events: tuple[ListedAssignment, ...]  # of them, what happened in the matter of this one
    clause_text: str  # the bullet that the duty hangs on, word for word
    notes: tuple[str, ...]  # what is in doubt about the year's calendar
    extension: ExtensionRoom
    communes: tuple[Commune, ...] = ()  # what the unit answers for besides its own document
    demanded_by: tuple[DemandFile, ...] = ()  # the document that asks for it
    posting: PostingHint | None = None  # what must hang at the office, where that is asked
    mending: MendingView | None = None  # the finding that it asks to mend
    question: QuestionView | None = None  # the question that it asks to answer
    part: str = ""  # what of the duty is the unit's, where several bodies share it

    @property
    def heading(self) -> str:
        """«Báo cáo kết quả tuyên truyền cải cách hành chính quý I năm 2027»"""
        return f"{self.item.title} {self.item.period_label}".strip()

    @property
    def example(self) -> str:
        """A document's number as the unit's own documents bear it."""
        return example_number(self.unit, self.duty.title)

    @property
    def rule(self) -> str:
        """The due rule in words; empty for a role the duty has left."""
        role = self.facts.role
        return rule_words(self.duty.due_rule(role)) if role in self.duty.roles else ""

    @property
    def asked(self) -> bool:
        """Is the unit asked, not ordered? Then nothing on its page speaks of lateness."""
        return self.facts.tone == "request"

    @property
    def closed(self) -> bool:
        """Is there nothing left to hand in or to correct?"""
        excused = self.standing.kind is StandingKind.NOT_DONE and bool(self.facts.ended)
        return excused or self.standing.kind in _CLOSED or self.standing.paper in _CLOSED

    @property
    def paper_in(self) -> bool:
        """Is the unit's own document in, whether or not its communes have answered?"""
        return self.standing.handed_in or self.standing.paper is not None

    @property
    def below(self) -> str:
        """«văn bản đã có, 9/12 xã đã trả lời»; empty for who answers for itself alone."""
        return children_said(self.facts, self.standing)

    @property
    def last(self) -> SubmissionView | None:
        """The newest version handed in."""
        return self.papers[-1] if self.papers else None

    @property
    def accepted_at(self) -> datetime | None:
        """When the last word on it was «accepted»."""
        given = [d.decided_at for d in self.facts.decisions if d.kind is DecisionKind.ACCEPTED]
        return given[-1] if given else None

    @property
    def returned(self) -> DecisionFact | None:
        """The return that the unit has not answered yet."""
        return self._last(DecisionKind.RETURNED) if self._is_back else None

    @property
    def waiver(self) -> DecisionFact | None:
        return self._last(DecisionKind.WAIVED, DecisionKind.DEMAND_WITHDRAWN)

    @property
    def extension_asked(self) -> DecisionFact | None:
        """What the unit asked for and nobody has answered."""
        return self.facts.request

    @property
    def extension_answer(self) -> DecisionFact | None:
        """The newest answer to what the unit asked for."""
        given = self._last(DecisionKind.EXTENSION_ASKED, *_ANSWERS)
        return given if given and given.kind in _ANSWERS else None

    @property
    def moves(self) -> list[DecisionFact]:
        """Every decision that gave another date, for «why this date?»."""
        given = [d for d in self.facts.decisions if d.kind in _MOVES and d.due_after_on]
        return [one for one in given if one.due_after_on != one.due_before_on]

    @property
    def taken_back(self) -> DecisionFact | None:
        """What was taken back last, while nothing else was decided since."""
        last = self.facts.decisions[-1] if self.facts.decisions else None
        return last if last and last.kind in _OPENS else None

    @property
    def starts_from(self) -> SubmissionView | None:
        """The version whose values a form begins with, so that nothing is typed twice."""
        done = [paper for paper in self.papers if paper.row.answer is Answer.DONE]
        return done[-1] if done else None

    @property
    def _is_back(self) -> bool:
        return self.standing.returned and self.standing.waiting_for_unit

    def _last(self, *kinds: DecisionKind) -> DecisionFact | None:
        found = [decision for decision in self.facts.decisions if decision.kind in kinds]
        return found[-1] if found else None


def view_of(session: Session, here: PageContext, facts: Facts) -> AssignmentView:
    """Everything that the page of an assignment shows, by a handful of queries."""
    registry = here.rulebook.registry
    duty = duty_asked(registry.duty_of(facts.plan, facts.duty), facts.parent_id)
    composer = Composer(session, here.rulebook, here.settings, here.now)
    said = standing(facts, here.now)
    earlier = _earlier(session, here, facts)
    others = rows_of_unit(session, here, facts.unit_code, col(Assignment.id) != facts.id)
    return AssignmentView(
        facts=facts,
        item=composer.item(facts, NoticeKind.REMINDER),
        duty=duty,
        unit=registry.unit(facts.unit_code),
        standing=said,
        spoken=standing_words(facts, said, here.now, here.rulebook.registry.plan),
        papers=tuple(papers_of(session, facts.id)),
        earlier=tuple(earlier),
        previous=_previous(session, earlier),
        compared=_compared(session, earlier, facts),
        waiting=sum(row.waits for row in others),
        events=tuple(row for row in others if row.waits and is_event_of(duty, row.duty)),
        clause_text=registry.plan.bullet(duty.bullet).text,
        notes=tuple(here.rulebook.workdays.unconfirmed(facts.due_on.year)),
        extension=_extension(here, duty, facts),
        communes=communes_of(session, here, facts),
        demanded_by=tuple(demand_files(session, facts.id, as_of=here.now)),
        posting=_posting(session, here, duty, facts, said),
        mending=mending_of(session, here, facts.id),
        question=question_to_answer(session, here, facts.id),
        part=parts_of(registry, duty, registry.unit(facts.unit_code), facts.opens_on),
    )


def _posting(
    session: Session, here: PageContext, duty: Duty, facts: Facts, said: Standing
) -> PostingHint | None:
    """Only while it waits for the unit: a list of thousands is read for it."""
    asked = "posted_list" in (*duty.evidence.fields, *duty.evidence.optional)
    if not (asked and said.waiting_for_unit):
        return None
    return posting_hint(session, here.rulebook, facts.unit_code, here.today)


def _extension(here: PageContext, duty: Duty, facts: Facts) -> ExtensionRoom:
    book = here.rulebook
    room = book.date_room(duty, facts.period, here.now)
    return ExtensionRoom(
        extension_from(room, facts.due_on, book.workdays),
        room.last_on,
        book.report_above_on(duty, facts.period),
        missed=room.missed_on is not None,
    )


def _earlier(session: Session, here: PageContext, facts: Facts) -> list[ListedAssignment]:
    asked = facts.tone == "request"
    rows = rows_of_unit(session, here, facts.unit_code, of_duty(facts.duty), asked=asked)
    before = [row for row in rows if row.facts.first_due_on < facts.first_due_on]
    return [row for row in before[::-1] if row.facts.last]


def _previous(session: Session, earlier: list[ListedAssignment]) -> SubmissionView | None:
    for row in earlier:
        if done := _done(session, row):
            return done
    return None


def _compared(
    session: Session, earlier: list[ListedAssignment], facts: Facts
) -> ComparedPeriod | None:
    """Quý III is held against quý III: what «6 tháng» adds up is another thing."""
    for row in earlier:
        if row.facts.period == year_before(facts.period) and (done := _done(session, row)):
            return ComparedPeriod(row.period, done.figures)
    return None


def _done(session: Session, row: ListedAssignment) -> SubmissionView | None:
    done = [p for p in papers_of(session, row.facts.id) if p.row.answer is Answer.DONE]
    return done[-1] if done else None
