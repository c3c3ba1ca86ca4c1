"""What a message says of its grounds: the plan and the clause, and on what the date rests."""

from __future__ import annotations

from typing import Any

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.clock import local_date
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import DecisionFact, Facts
from dondoc.rounds.naming import asked_by_hand, short_of, title_of
from models.kinds import DecisionKind, NoticeKind


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


def legal_basis(duty: Duty, facts: Facts, monitor: str) -> dict[str, Any]:
    """On what the date rests now: the duty's rule, or the decision that gave another one last.

    Where the calendar moved a date, it still rests on the rule. A date reckoned because a body is
    no more was granted by nobody.
    """
    given = facts.given
    word = "Thời gian" if facts.tone == "request" else "Hạn"
    if not given and asked_by_hand(facts) and duty.dated_by_document:
        return {"basis": f"{word} {facts.arithmetic.split(':')[0]}.", "basis_confirmed": True}
    if not given:
        taken = f"{_taken(facts.taken_over)}. " if facts.taken_over else ""
        return {"basis": taken + duty.basis.text, "basis_confirmed": duty.basis.confirmed}
    if given.kind is DecisionKind.TAKEN_OVER:
        basis = f"{_taken(given)}; {word.lower()} tính lại từ ngày tiếp nhận."
        return {"basis": basis, "basis_confirmed": False}
    how = {
        DecisionKind.RETURNED: f"{word} gửi lại do {monitor} ấn định",
        DecisionKind.EXTENSION_GRANTED: f"{word} theo gia hạn của {monitor}",
    }[given.kind]
    on = weekday_date(local_date(given.decided_at))
    return {"basis": f"{how}, {on}.", "basis_confirmed": True}


def _taken(taken_over: DecisionFact) -> str:
    """«Tiếp nhận từ Đài Phát thanh và Truyền hình tỉnh, hết hoạt động từ 01/07/2025»"""
    return taken_over.reason or ""
