"""What a message says of its grounds: the plan and the clause, and on what the date rests."""

from __future__ import annotations

from typing import Any

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.clock import local_date
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import MOVES, Facts
from dondoc.rounds.naming import asked_by_hand, short_of, title_of
from models.kinds import DecisionKind, NoticeKind

_BY_PERSON = MOVES - {DecisionKind.MOVED}
"""Where the calendar moved a date, it still rests on the duty's own rule."""


def plan_words(rulebook: Rulebook, duty: Duty, facts: Facts, kind: NoticeKind) -> dict[str, Any]:
    """What it is, for which period, under which clause of which plan."""
    plan = rulebook.registry.plan_of(facts.plan)
    applies = plan.application(int(facts.period[:4]))
    of_period = rulebook.period(duty, facts.period)
    issued = f"số {plan.number} ngày {short_date(plan.issued_on)}"
    # «lần 12 năm 2027» tells a unit nothing; what is told once a year is of no one period.
    named = not asked_by_hand(facts) and kind is not NoticeKind.CONTINUOUS
    return {
        "title": title_of(duty, facts),
        "short": short_of(duty, facts),
        "about": facts.subject,
        "period_label": of_period.label() if named else "",
        "period_short": of_period.short() if named else "",
        "clause": duty.clause,
        "plan": f"Kế hoạch {issued} của {plan.issuer}",
        "plan_note": applies.note if applies and not applies.confirmed else None,
    }


def basis(duty: Duty, facts: Facts, monitor: str) -> dict[str, Any]:
    """On what the date rests now: the duty's rule, or the decision that moved it last."""
    moved = [one for one in facts.decisions if one.kind in _BY_PERSON]
    word = "Thời gian" if facts.tone == "request" else "Hạn"
    if not moved and asked_by_hand(facts) and duty.dated_by_document:
        return {"basis": f"{word} {facts.arithmetic.split(':')[0]}.", "basis_confirmed": True}
    if not moved:
        return {"basis": duty.basis.text, "basis_confirmed": duty.basis.confirmed}
    how = {
        DecisionKind.RETURNED: f"{word} gửi lại do {monitor} ấn định",
        DecisionKind.EXTENSION_GRANTED: f"{word} theo gia hạn của {monitor}",
    }[moved[-1].kind]
    on = weekday_date(local_date(moved[-1].decided_at))
    return {"basis": f"{how}, {on}.", "basis_confirmed": True}
