"""Asking units to explain: each result that is told them starts its own five working days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

from sqlmodel import Session

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.clock import local_date
from dondoc.conference.scoring.scoring_duties import (
    EXPLANATION_DUTY,
    SELF_SCORING_DUTY,
    scoring_duty,
)
from dondoc.demands.demand_form import due_by_rule
from dondoc.demands.open_by_hand import Asked, ask_units
from dondoc.forms.official_request import RequestFrame
from dondoc.forms.typed_dates import SignedOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from models import Assignment, ScoringExplanation
from models.kinds import NoticeKind

_NEEDED = "hãy ghi ngày gửi kết quả thẩm định cho đơn vị, như 20/01/2027"


class ResultForm(TypedForm):
    """When units were told what the appraisal came to, read against `RequestFrame`."""

    result_on: Annotated[SignedOn, Needed(_NEEDED)] = entry("Ngày gửi kết quả thẩm định")


def ask_explanations(
    session: Session,
    rulebook: Rulebook,
    index_year: int,
    typed: Mapping[str, str],
    units: Sequence[Unit],
    *,
    by: Actor,
    now: datetime,
) -> tuple[Assignment, ...]:
    """Each of these units owes its explanation of the index year, and hears of it at once.

    The same result asked again adds only units not asked yet. Raises Refused for units that are
    not scored, and where the days to explain are over.
    """
    result_on = ResultForm.read(dict(typed), RequestFrame(rulebook, now)).result_on
    _refuse_unscored(rulebook, units, local_date(now))
    duty = scoring_duty(rulebook.registry, EXPLANATION_DUTY)
    dates = due_by_rule(rulebook, duty, result_on, now=now)
    if dates.due_on <= local_date(now):
        wanted = phrases("scoring").explained_too_late(weekday_date(dates.due_on))
        label = "Ngày gửi kết quả thẩm định"
        raise Refused(Problem("result_on", short_date(result_on), wanted, label))
    book = phrases("scoring")
    asked = Asked(
        book.explanation_subject(index_year, result_on),
        dates.due_on,
        dates.arithmetic,
        NoticeKind.DEMAND,
        act=book.act_explanation(),
    )
    stands = ask_units(session, rulebook, duty, units, asked=asked, by=by, now=now)
    session.add_all(
        ScoringExplanation(assignment_id=one.id or 0, index_year=index_year, result_on=result_on)
        for one in stands.new
    )
    if stands.new:
        said = book.explanations_asked(len(stands.new), result_on)
        target = f"scoring:{index_year}"
        audit.record(
            session, actor=by, act=book.act_explanation(), target=target, now=now, detail=said
        )
    session.flush()
    return stands.new


def _refuse_unscored(rulebook: Rulebook, units: Sequence[Unit], on: date) -> None:
    registry = rulebook.registry
    scored = scoring_duty(registry, SELF_SCORING_DUTY)
    known = {unit.code for unit, _role in registry.responsible(scored, on)}
    wanted = phrases("scoring").not_scored()
    problems = [
        Problem("units", one.name, wanted, "Đơn vị") for one in units if one.code not in known
    ]
    if problems:
        raise Refused(problems)
