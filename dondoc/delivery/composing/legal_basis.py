"""What a message says of its grounds: the plan and the clause, and on what the date rests."""

from __future__ import annotations

from typing import Any

from dondoc.clock import local_date
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts
from dondoc.rounds.naming import asked_by_hand, brief_of, short_of, span_of, title_of
from models.kinds import DecisionKind, NoticeKind


def plan_words(rulebook: Rulebook, duty: Duty, facts: Facts, kind: NoticeKind) -> dict[str, Any]:
    """What it is, for which period, under which clause of which plan."""
    plan = rulebook.registry.plan_of(facts.plan)
    applies = plan.application(int(facts.period[:4]))
    of_period = rulebook.period(duty, facts.period)
    # «lần 12 năm 2027» tells a unit nothing; what is told once a year is of no one period.
    named = not asked_by_hand(facts) and kind is not NoticeKind.CONTINUOUS
    return {
        "title": title_of(duty, facts),
        "short": short_of(duty, facts),
        "brief": brief_of(duty, facts),
        "about": facts.subject,
        "period_label": of_period.label() if named else "",
        "period_short": of_period.short() if named else "",
        "span": span_of(duty, of_period) if named else "",
        "clause": duty.clause,
        "plan": phrases("say").cited_plan(plan),
        "plan_note": applies.note if applies and not applies.confirmed else None,
    }


def legal_basis(duty: Duty, facts: Facts, monitor: str) -> dict[str, Any]:
    """On what the date rests now: the duty's rule, or the decision that gave another one last.

    Where the calendar moved a date, it still rests on the rule. A date reckoned because a body is
    no more was granted by nobody.
    """
    given, tone = facts.given, facts.tone
    book = phrases("decisions")
    if not given and asked_by_hand(facts) and duty.dated_by_document:
        document = facts.arithmetic.split(":")[0]
        return {"basis": book.rests_on_document(tone, document), "basis_confirmed": True}
    if not given:
        said = book.rests_on_rule(duty.basis, facts.taken_over)
        return {"basis": said, "basis_confirmed": duty.basis.confirmed}
    if given.kind is DecisionKind.TAKEN_OVER:
        return {"basis": book.rests_on_takeover(tone, given), "basis_confirmed": False}
    says = {
        DecisionKind.RETURNED: book.rests_on_return,
        DecisionKind.EXTENSION_GRANTED: book.rests_on_extension,
    }.get(given.kind, book.rests_on_taking_back)
    said = says(tone, monitor, local_date(given.decided_at))
    return {"basis": said, "basis_confirmed": True}
