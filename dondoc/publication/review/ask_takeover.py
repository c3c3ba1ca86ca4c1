"""One decision, one unit, asked once: the assignment of the duty that waits for such decisions."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from dondoc import access
from dondoc.calendar.deadlines import Deadline
from dondoc.calendar.given_dates import earliest_date, given_late
from dondoc.clock import local_date
from dondoc.demands.demand import HAPPENED
from dondoc.demands.demand_form import due_by_rule
from dondoc.demands.open_by_hand import Asked, ask_units
from dondoc.forms.document_number import document_number
from dondoc.ledger.actors import Actor
from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from dondoc.problems import Problem, Refused
from dondoc.publication.review.review_ledger import takeover_duty
from models import Account, DecisionReview, ProcedureDecision
from models.kinds import NoticeKind
from models.publication_kinds import DecisionIssuer


def ask_takeover(
    session: Session,
    rulebook: Rulebook,
    decision: ProcedureDecision,
    unit: Unit,
    *,
    by: Actor,
    now: datetime,
) -> bool:
    """Ask the unit to submit after that decision, and tell it at once; False where it was asked.

    The row is taken first, so that two runs at once ask once. Raises Refused where no duty of the
    plan waits for such decisions.
    """
    duty = takeover_duty(rulebook, local_date(now))
    key = {"decision_id": decision.id, "unit_code": unit.code}
    row = {**key, "assignment_id": None, "opened_at": now, "opened_by": by}
    if not insert_new(session, DecisionReview, [row]):
        return False
    dates = submit_by(rulebook, duty, decision, now=now)
    book = phrases("review")
    asked = Asked(
        book.subject(decision),
        dates.due_on,
        book.set_by_decision(decision, dates.arithmetic),
        NoticeKind.DEMAND,
        HAPPENED,
    )
    stands = ask_units(session, rulebook, duty, [unit], asked=asked, by=by, now=now)
    kept = select(DecisionReview).where(
        col(DecisionReview.decision_id) == decision.id, col(DecisionReview.unit_code) == unit.code
    )
    session.exec(kept).one().assignment_id = next((one.id for one in stands.new), None)
    session.flush()
    return True


def ask_by_hand(
    session: Session,
    rulebook: Rulebook,
    number: str,
    unit: Unit,
    *,
    account: Account,
    now: datetime,
) -> bool:
    """An officer says whose a decision is; False where that unit was asked before. Raises Refused.

    Who may is who watches over the duty: it is what happened, as with every demand.
    """
    today = local_date(now)
    registry, duty = rulebook.registry, takeover_duty(rulebook, today)
    about = access.about_duty(registry, duty, today)
    access.require(access.who(account, registry, today), access.Act.DEMAND, about)
    decision = _ministry_decision(session, number)
    if registry.role_of(duty, unit, today) is None:
        wanted = f"không thuộc các đơn vị được giao «{duty.short}»"
        raise Refused(Problem("unit", unit.name, wanted, "Đơn vị"))
    by = Actor.account(account.id)
    return ask_takeover(session, rulebook, decision, unit, by=by, now=now)


def _ministry_decision(session: Session, number: str) -> ProcedureDecision:
    wanted_number = document_number(number) or number.strip()
    query = select(ProcedureDecision).where(col(ProcedureDecision.number) == wanted_number)
    found = session.exec(query).first()
    if found is None:
        wanted = "không có trong danh mục đã nhập; hãy xem số, hoặc nhập quyết định trước"
        raise Refused(Problem("decision", number, wanted, "Quyết định"))
    if found.issuer is not DecisionIssuer.MINISTRY:
        wanted = "là quyết định của tỉnh; chỉ quyết định của bộ, ngành mới phải trình công bố"
        raise Refused(Problem("decision", number, wanted, "Quyết định"))
    return found


def submit_by(
    rulebook: Rulebook, duty: Duty, decision: ProcedureDecision, *, now: datetime
) -> Deadline:
    """By when the unit submits: the duty's rule from the day of signing, else the first day it can.

    We may learn of a decision after its days are over: no unit is given a date that is past.
    """
    dates = due_by_rule(rulebook, duty, decision.signed_on, now=now)
    earliest_on = earliest_date(now, rulebook.workdays)
    return given_late(dates, earliest_on) if dates.due_on < earliest_on else dates
