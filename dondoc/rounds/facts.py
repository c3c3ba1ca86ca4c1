"""The facts of an assignment as they stood at an instant; `load_facts` reads them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dondoc.clock import local_date
from dondoc.rounds.child_count import ChildrenCount
from models.kinds import ENDS, INSPECTED, TAKES_BACK, Answer, DecisionKind

_GIVES = frozenset(
    {
        DecisionKind.RETURNED,
        DecisionKind.EXTENSION_GRANTED,
        DecisionKind.TAKEN_OVER,
        *TAKES_BACK,
    }
)
"""Decisions that may give one assignment a date of its own; the calendar moves a rule's date."""

ON_REQUEST = frozenset(
    {
        DecisionKind.EXTENSION_ASKED,
        DecisionKind.EXTENSION_GRANTED,
        DecisionKind.EXTENSION_REFUSED,
        DecisionKind.EXTENSION_REVOKED,
        DecisionKind.RETURNED,
    }
)
"""A request for a later date, and what answers it."""


@dataclass(frozen=True, slots=True)
class SubmissionFact:
    id: int
    version: int
    answer: Answer
    document_number: str | None
    document_on: date | None
    received_at: datetime
    recorded_at: datetime
    recorded_by: str
    claimed_on: date | None = None  # sent on that day, says the unit; nobody has checked it yet


@dataclass(frozen=True, slots=True)
class DecisionFact:
    kind: DecisionKind
    version: int | None
    reason: str | None
    asked_on: date | None
    due_before_on: date | None
    due_after_on: date | None
    decided_at: datetime
    decided_by: str = ""
    id: int = 0
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """One assignment, with everything known of it at `as_of` and nothing learned later.

    `due_on` is the date wanted at that instant; `first_due_on` the one that lateness is judged by:
    it stands from when the whole was first handed in (DESIGN §5 rule 6).
    """

    id: int
    round_id: int
    duty: str
    period: str
    unit_code: str
    role: str
    subject: str
    tone: str
    chased: bool
    opens_on: date
    cutoff_on: date | None
    nominal_on: date
    target_on: date
    due_on: date
    first_due_on: date
    arithmetic: str
    cycle: int
    cycle_from_on: date
    acknowledged_at: datetime | None
    submissions: tuple[SubmissionFact, ...]
    decisions: tuple[DecisionFact, ...]
    consolidated: bool = False  # done with the report that consolidates the round
    parent_id: int | None = None  # a commune's hangs under its district's
    children: ChildrenCount | None = None  # what hangs under this one, where something does
    plan: str = ""  # the code of the plan that the round was opened under
    threshold: int | None = None  # of what is counted, as in `Round`
    count: int = 0  # how many activities stand
    taken_back: tuple[DecisionFact, ...] = ()  # what held, and was taken back since
    unreached: bool = False  # past its date, and nobody could tell the unit of it

    @property
    def continuous(self) -> bool:
        """Is it counted or watched, never late (E3)? What is chased may be counted too."""
        return self.threshold is not None and not self.chased

    @property
    def own_slot(self) -> bool:
        """Does the body owe it to itself? It is told and reminded, never urged (DESIGN §5.9)."""
        inspected = self.role == INSPECTED
        return not (self.chased or self.continuous or self.parent_id or inspected)

    @property
    def reminded(self) -> bool:
        """Is anybody told of it before its date? A slot done with another report is not."""
        return self.chased or (self.own_slot and not self.consolidated)

    @property
    def given(self) -> DecisionFact | None:
        """The last decision that gave this one a date of its own; None while its rule's holds."""
        given = [one for one in self.decisions if one.kind in _GIVES and one.due_after_on]
        return given[-1] if given else None

    @property
    def closed(self) -> DecisionFact | None:
        """By which its period was over without it; None since another date was given, if any."""
        told = [
            one
            for one in self.decisions
            if one.kind is DecisionKind.CLOSED or (one.kind in _GIVES and one.due_after_on)
        ]
        return told[-1] if told and told[-1].kind is DecisionKind.CLOSED else None

    @property
    def request(self) -> DecisionFact | None:
        """The later date that the unit asks for, while nobody has answered; a return answers it."""
        asked = [one for one in self.decisions if one.kind in ON_REQUEST]
        waits = bool(asked) and asked[-1].kind is DecisionKind.EXTENSION_ASKED
        return asked[-1] if waits else None

    @property
    def asked_in_time(self) -> bool:
        """Does a request wait for an officer that came by the date? Then the delay is ours."""
        return self.request is not None and local_date(self.request.decided_at) <= self.due_on

    @property
    def asked_first(self) -> bool:
        """Was it asked in time, and before anything was handed in? A correction's date is not."""
        return self.asked_in_time and not any(
            one.recorded_at < self.request.decided_at for one in self._papers if self.request
        )

    @property
    def _papers(self) -> list[SubmissionFact]:
        """What hands something in."""
        return [one for one in self.submissions if one.answer is not Answer.NOT_DONE]

    @property
    def ended(self) -> tuple[DecisionFact, ...]:
        """The decisions by which it stands ended now: accepted, waived, withdrawn."""
        return tuple(one for one in self.decisions if one.kind in ENDS)

    @property
    def reopened(self) -> bool:
        """Was the newest version accepted, and the acceptance taken back?

        Then no rule accepts it again by itself: an officer looks at it.
        """
        backs = [one for one in self.decisions if one.kind is DecisionKind.REOPENED]
        return any(self.last and one.version == self.last.version for one in backs)

    @property
    def taken_over(self) -> DecisionFact | None:
        """How it came from a body that is no more; None where it was this unit's own at once."""
        taken = [one for one in self.decisions if one.kind is DecisionKind.TAKEN_OVER]
        return taken[-1] if taken else None

    @property
    def answered(self) -> bool:
        """Is an answer in, from every unit under it too? It may have come back since."""
        return self.last is not None and (self.children is None or self.children.complete)

    @property
    def handed_in(self) -> bool:
        """Was the whole ever handed in? By when it must come again is another date then."""
        return bool(self._papers) and self.answered

    @property
    def last(self) -> SubmissionFact | None:
        """The newest version handed in."""
        return self.submissions[-1] if self.submissions else None
