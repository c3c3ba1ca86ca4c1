"""Where an assignment stands: derived from its facts, never stored (DESIGN §5 rule 6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from dondoc.calendar.periods import period
from dondoc.clock import end_of, local_date
from dondoc.rounds.facts import DecisionFact, Facts, SubmissionFact
from dondoc.rounds.first_receipt import Answered, first_received
from models.kinds import TAKES_BACK, Answer, DecisionKind

_HANDS_IN = frozenset({Answer.DONE, Answer.NIL})


class StandingKind(StrEnum):
    WAIVED = "waived"
    WITHDRAWN = "withdrawn"  # asked by hand, and should not have been
    COMPLETED = "completed"
    REACHED = "reached"  # what is counted: as many as wanted
    SUBMITTED = "submitted"
    NOT_DONE = "not_done"
    UNSENT = "unsent"  # past its date, and its body watches over it itself: nobody urges
    UNREACHED = "unreached"  # past its date, and never told: no blame, nobody above is told
    OVERDUE = "overdue"
    CLOSED = "closed"  # its period is over without it: chased no more, an answer is still taken
    RETURNED = "returned"
    BELOW = "below"  # a continuous duty, looked at: fewer than wanted
    OPEN = "open"
    UPCOMING = "upcoming"


_WAITING = frozenset(
    {
        StandingKind.OPEN,
        StandingKind.RETURNED,
        StandingKind.UNSENT,
        StandingKind.UNREACHED,
        StandingKind.OVERDUE,
    }
)

_ENDS_WANTING = {
    DecisionKind.WAIVED: StandingKind.WAIVED,
    DecisionKind.DEMAND_WITHDRAWN: StandingKind.WITHDRAWN,
}

NOT_WANTED = frozenset(_ENDS_WANTING.values())
"""Nothing is wanted of the unit any more, whatever it handed in."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A standing, and for what was handed in whether it was on time and came back once.

    `paper` is where the unit's own document stands while some of its children have not answered
    yet: until they have, the whole waits for the unit. `unruled`: the unit says that it is not
    done, and no officer has decided on that; past the date it is late all the same. `unproven`: on
    time only by the day on which the unit says that it sent it, which no officer has checked:
    neither on time nor late until then.
    """

    kind: StandingKind
    on_time: bool | None = None
    returned: bool = False
    nil: bool = False
    paper: StandingKind | None = None
    unruled: bool = False
    unproven: bool = False

    @property
    def handed_in(self) -> bool:
        """Is an answer in, whether or not an officer has looked at it?"""
        return self.kind in (StandingKind.COMPLETED, StandingKind.SUBMITTED)

    @property
    def waits_for_officer(self) -> bool:
        """Is there an answer that nobody has decided on, or a day of sending nobody checked?"""
        return self.kind is StandingKind.SUBMITTED or self.to_rule or self.unproven

    @property
    def to_rule(self) -> bool:
        """Does «chưa thực hiện được» wait for a ruling? Once its period is closed an officer may
        still give one, and nobody waits for it.
        """
        return self.unruled and self.kind is not StandingKind.CLOSED

    @property
    def waiting_for_unit(self) -> bool:
        """Is it the unit's turn? Only then is anything said to it."""
        return self.kind in _WAITING


def standing(facts: Facts, as_of: datetime) -> Standing:
    """The standing at an instant; the first that holds, in the order of DESIGN §5 rule 6.

    What has children is handed in when its own document is and every child has answered.
    """
    for end, kind in _ENDS_WANTING.items():
        if _has(facts, end):
            return Standing(kind)
    here = _own(facts, as_of)
    if not here.handed_in or facts.children is None or facts.children.complete:
        return here
    late = facts.chased and facts.due_on < local_date(as_of)
    past = StandingKind.CLOSED if facts.closed else StandingKind.OVERDUE
    return Standing(past if late else StandingKind.OPEN, paper=here.kind)


def _own(facts: Facts, as_of: datetime) -> Standing:
    if facts.threshold and facts.count >= facts.threshold:
        return Standing(StandingKind.REACHED)
    returned = _has(facts, DecisionKind.RETURNED)
    answered = facts.last if facts.last and not _is_over(facts, facts.last) else None
    if answered and answered.answer is not Answer.NOT_DONE:
        kind = StandingKind.COMPLETED if _accepted(facts) else StandingKind.SUBMITTED
        nil = answered.answer is Answer.NIL
        in_time = None if facts.consolidated else on_time(facts)
        unproven = in_time is None and facts.chased and facts.tone != "request"
        return Standing(kind, on_time=in_time, returned=returned, nil=nil, unproven=unproven)
    if _accepted(facts) and (facts.last is None or _seen_done(facts)):
        in_time = _without_paper(facts)
        return Standing(StandingKind.COMPLETED, on_time=in_time, returned=returned)
    unruled = answered is not None and facts.parent_id is None and not _accepted(facts)
    if answered and not (unruled and _may_be_late(facts, as_of)):
        return Standing(StandingKind.NOT_DONE, unruled=unruled)
    if facts.continuous:
        return Standing(_continuous(facts, local_date(as_of)))
    if facts.due_on < local_date(as_of) and (late := _late(facts)):
        return Standing(late, returned=returned, unruled=unruled)
    if returned:
        return Standing(StandingKind.RETURNED, returned=True)
    if facts.opens_on <= local_date(as_of):
        return Standing(StandingKind.OPEN)
    return Standing(StandingKind.UPCOMING)


def _without_paper(facts: Facts) -> bool | None:
    """With the consolidated report, which no date judges here; with figures that are read from
    another report; or mended without a word. Of that we learn when we look: seen after the date it
    may have been done before it, so it is neither on time nor late.
    """
    if facts.consolidated:
        return None
    ended_on = local_date(facts.ended[-1].decided_at) if facts.subject else facts.first_due_on
    return True if ended_on <= facts.first_due_on else None


def _late(facts: Facts) -> StandingKind | None:
    """What it is past its date; None for what its superior answers for, or is visited."""
    if facts.own_slot:
        return StandingKind.CLOSED if facts.closed else StandingKind.UNSENT
    if not facts.chased:
        return None
    if facts.unreached:  # nobody is blamed for what he was never told, nor once it is over
        return StandingKind.UNREACHED
    return StandingKind.CLOSED if facts.closed else StandingKind.OVERDUE


def reports_not_done(facts: Facts) -> bool:
    """Does the newest answer say that it is not done, with a reason?"""
    return facts.last is not None and facts.last.answer is Answer.NOT_DONE


def unruled_reason(here: Standing) -> bool:
    """Does a unit that is not late wait for a ruling on its «chưa thực hiện được»?"""
    return here.kind is StandingKind.NOT_DONE and here.unruled


def _may_be_late(facts: Facts, as_of: datetime) -> bool:
    """Is it past its date, where a date was ordered? Who is asked has answered with «not yet»."""
    ordered = facts.chased and facts.tone != "request"
    return ordered and facts.due_on < local_date(as_of)


def _continuous(facts: Facts, today: date) -> StandingKind:
    """What is counted is never late: it is looked at once its look-day and its period are over.

    On the look-day itself it is looked at where the period ended before; a look-day inside the
    period (30/11 of the half-year) counts to its end, like any day.
    """
    ended = _last_day(facts) < today
    if facts.due_on < today or (ended and facts.due_on == today):
        return StandingKind.BELOW
    return StandingKind.OPEN if facts.opens_on <= today else StandingKind.UPCOMING


def _last_day(facts: Facts) -> date:
    """The period's last day; a reporting period has a cut-off, or ends before the calendar's."""
    return facts.cutoff_on or period(facts.period, "calendar").end_on


def on_time(facts: Facts) -> bool | None:
    """Was it first got by `first_due_on`, and after each return by the date that it gave?

    A day ends at 24:00 local time (BLDS 2015 art. 148.6); what counts is when the office got it,
    not when that was typed in. None where it depends on a day of sending that nobody has checked.
    """
    if _in_time(facts):
        return True
    believed = tuple(_as_claimed(one) for one in facts.submissions)
    open_still = believed != facts.submissions and _in_time(replace(facts, submissions=believed))
    return None if open_still else False


def _as_claimed(submission: SubmissionFact) -> SubmissionFact:
    """As if it had come on the day on which the unit says that it sent it."""
    if submission.claimed_on is None:
        return submission
    said_at = min(end_of(submission.claimed_on), submission.received_at)
    return replace(submission, received_at=said_at)


def _in_time(facts: Facts) -> bool:
    handed = [(s.version, s.received_at) for s in facts.submissions if s.answer in _HANDS_IN]
    returns = [one for one in facts.decisions if _is_return(one) and one.version is not None]
    if not handed or _first_on(handed, returns) > facts.first_due_on:
        return False
    below_at = facts.children.last_at if facts.children else None
    if below_at and local_date(below_at) > facts.first_due_on:
        return False
    return all(_kept(given, handed, returns, facts) for given in returns)


def _first_on(answers: Sequence[Answered], returns: Sequence[DecisionFact]) -> date:
    of_versions = [(one.version, one.decided_at) for one in returns if one.version is not None]
    return local_date(first_received(answers, of_versions))


def _kept(
    given: DecisionFact,
    handed: Sequence[Answered],
    returns: Sequence[DecisionFact],
    facts: Facts,
) -> bool:
    again = [(version, at) for version, at in handed if version > (given.version or 0)]
    if not again:
        return True
    later = [one for one in returns if one.decided_at > given.decided_at]
    until = given.due_after_on or facts.due_on
    return _first_on(again, later) <= _extended(facts, given, until)


def _extended(facts: Facts, given: DecisionFact, until: date) -> date:
    """The date of a return, moved by what was granted after it, or given anew.

    An act taken back gives time again to who was not late when it was done (decision 0027).
    """
    for one in facts.decisions:
        if one.due_after_on is None or one.decided_at < given.decided_at:
            continue
        granted = one.kind is DecisionKind.EXTENSION_GRANTED
        if granted or (one.kind in TAKES_BACK and _done_on(facts, one) <= until):
            until = max(until, one.due_after_on)
    return until


def _done_on(facts: Facts, taking_back: DecisionFact) -> date:
    """On which day that was done which was taken back."""
    undone = [one for one in facts.taken_back if one.undone_at == taking_back.decided_at]
    return max((local_date(one.decided_at) for one in undone), default=date.max)


def _is_return(decision: DecisionFact) -> bool:
    return decision.kind is DecisionKind.RETURNED


def _is_over(facts: Facts, submission: SubmissionFact) -> bool:
    """Was it returned; or its reason for «chưa thực hiện được» accepted until a new date?"""
    ruled = [one.kind for one in facts.decisions if one.version == submission.version]
    deferred = submission.answer is Answer.NOT_DONE and DecisionKind.EXTENSION_GRANTED in ruled
    return deferred or DecisionKind.RETURNED in ruled


def _seen_done(facts: Facts) -> bool:
    """Was it accepted for what was seen, not for an answer: mended after a return or a dispute?"""
    return any(one.kind is DecisionKind.ACCEPTED and one.version is None for one in facts.decisions)


def _accepted(facts: Facts) -> bool:
    return _has(facts, DecisionKind.ACCEPTED)


def _has(facts: Facts, kind: DecisionKind) -> bool:
    return any(decision.kind is kind for decision in facts.decisions)
