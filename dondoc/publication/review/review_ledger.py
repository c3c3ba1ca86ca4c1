"""What the ledger knows of decisions to be taken over: one reading for flow, page and command."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.plan.features import Feature, duties_of
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from dondoc.publication.review.takeover import AnnouncedDecision, Takeover, takeovers
from dondoc.publication.review.takeover_unit import TakeoverUnits
from dondoc.rounds.facts import Facts
from dondoc.rounds.load_facts import load_facts
from models import Assignment, DecisionItem, DecisionReview, Procedure, ProcedureDecision
from models.publication_kinds import DecisionIssuer

FLOW = Feature.REVIEW


@dataclass(frozen=True)
class ReviewLine:
    """A ministry's decision: where it stands, whose it is, and what was asked of whom."""

    decision: ProcedureDecision
    takeover: Takeover
    units: tuple[Unit, ...]  # who takes it over, as the official list has it; empty: not known
    asked: Mapping[str, Facts]  # by unit: the work that came of it

    @property
    def unasked(self) -> tuple[Unit, ...]:
        return tuple(unit for unit in self.units if unit.code not in self.asked)


def takeover_duty(rulebook: Rulebook, on: date) -> Duty:
    """The duty under which a unit submits after a ministry's decision. Raises Refused."""
    for duty in duties_of(rulebook.registry.plan, FLOW):
        if duty.cadence == "on_event" and duty.covers(on):
            return duty
    wanted = (
        "Kế hoạch chưa có nhiệm vụ trình công bố (cadence: on_event,"
        f" flow: {FLOW}); hãy bổ sung trong plan.yaml"
    )
    raise Refused(Problem("duty", "", wanted, "Nhiệm vụ"))


def review_lines(session: Session, rulebook: Rulebook, *, now: datetime) -> list[ReviewLine]:
    """Every decision of a ministry signed by then, the newest first."""
    on = local_date(now)
    decisions = _decisions(session, on)
    codes = _codes(session)
    announced = {row.id: _announced(row, codes) for row in decisions}
    ministry = [row for row in decisions if row.issuer is DecisionIssuer.MINISTRY]
    province = [row for row in decisions if row.issuer is DecisionIssuer.PROVINCE]
    stands = takeovers(
        [announced[row.id] for row in ministry], [announced[row.id] for row in province]
    )
    units, asked = takeover_units(session, rulebook, on), _asked(session, now)
    return [
        ReviewLine(row, one, units.of(one.ministry.codes), asked[row.id or 0])
        for row, one in zip(ministry, stands, strict=True)
    ]


def takeover_units(session: Session, rulebook: Rulebook, on: date) -> TakeoverUnits:
    duty = takeover_duty(rulebook, on)
    owing = [unit for unit, _role in rulebook.registry.responsible(duty, on)]
    rows = session.exec(select(Procedure).order_by(col(Procedure.version)))
    return TakeoverUnits(rulebook.registry, on, owing, {row.code: row for row in rows})


def decision_items(session: Session) -> dict[int, list[DecisionItem]]:
    """The items of every decision, in the order of their codes."""
    found: dict[int, list[DecisionItem]] = defaultdict(list)
    for item in session.exec(select(DecisionItem).order_by(col(DecisionItem.code))):
        found[item.decision_id].append(item)
    return found


def _decisions(session: Session, on: date) -> Sequence[ProcedureDecision]:
    query = select(ProcedureDecision).where(col(ProcedureDecision.signed_on) <= on)
    order = (col(ProcedureDecision.signed_on).desc(), col(ProcedureDecision.number))
    return session.exec(query.order_by(*order)).all()


def _codes(session: Session) -> Mapping[int, list[str]]:
    items = decision_items(session)
    return {key: [item.code for item in rows] for key, rows in items.items()}


def _announced(row: ProcedureDecision, codes: Mapping[int, list[str]]) -> AnnouncedDecision:
    assert row.id is not None
    return AnnouncedDecision(row.id, row.number, row.signed_on, tuple(codes.get(row.id, ())))


def _asked(session: Session, now: datetime) -> dict[int, dict[str, Facts]]:
    kept = session.exec(select(DecisionReview).order_by(col(DecisionReview.unit_code))).all()
    ids = [row.assignment_id for row in kept if row.assignment_id is not None]
    facts = {one.id: one for one in load_facts(session, col(Assignment.id).in_(ids), as_of=now)}
    found: dict[int, dict[str, Facts]] = defaultdict(dict)
    for row in kept:
        if row.assignment_id in facts:
            found[row.decision_id][row.unit_code] = facts[row.assignment_id]
    return found
