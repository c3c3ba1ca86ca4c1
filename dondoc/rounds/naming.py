"""What an assignment is called: its duty, and its subject where it has one (DESIGN §5 rule 8)."""

from __future__ import annotations

from dondoc.calendar.period_words import span_words
from dondoc.calendar.periods import Period, PeriodKind
from dondoc.messages.phrasing import is_document
from dondoc.plan.schema import Duty
from dondoc.rounds.facts import Facts

_BY_HAND = "-E"


def asked_by_hand(facts: Facts) -> bool:
    """Was it asked by a person: a demand, a remedy? Its round is `2027-E12`, its date given."""
    return bool(facts.subject) and _BY_HAND in facts.period


def title_of(duty: Duty, facts: Facts) -> str:
    """In full: the duty's title; or «Báo cáo đột xuất “Tình hình …”»."""
    if not facts.subject:
        return duty.title
    if facts.tone == "request":
        return facts.subject
    quoted = f"{duty.noun} “{facts.subject}”"
    return quoted if is_document(duty.noun) else f"{duty.noun}: {facts.subject}"


def short_of(duty: Duty, facts: Facts) -> str:
    """For lists and subject lines: the duty's short name; or «Báo cáo đột xuất: Tình hình …»."""
    if not facts.subject:
        return duty.short
    return facts.subject if facts.tone == "request" else f"{duty.noun}: {facts.subject}"


def span_of(duty: Duty, period: Period) -> str:
    """Which days a period of the duty is about: «số liệu từ … đến …, không cộng dồn».

    Empty for what is done once, and for what is counted from its opening: that has other days.
    """
    if duty.cadence == "once" or duty.counted_from == "opening":
        return ""
    whole_year = period.kind is PeriodKind.YEAR
    figures = duty.cutoff or (bool(duty.indicators) and not whole_year)
    return span_words(period, figures=figures)


def brief_of(duty: Duty, facts: Facts) -> str:
    """For the first letters of a subject, where a body that is asked reads no «đột xuất»."""
    return "" if facts.subject and facts.tone == "request" else duty.brief
