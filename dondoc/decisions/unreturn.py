"""«Thu hồi việc trả lại»: a return that should not have been, with all that followed from it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from dondoc.clock import local_date
from dondoc.decisions.act import DecisionAct
from dondoc.decisions.take_back import Undoing, take_back
from dondoc.decisions.with_children import settle_one
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.rounds.facts import ON_REQUEST, DecisionFact, Facts
from dondoc.rounds.standing import NOT_WANTED, StandingKind, standing
from models import DateChange
from models.kinds import DecisionKind

_ENDED = NOT_WANTED | {StandingKind.COMPLETED}


def unreturn(undoing: Undoing) -> None:
    """Let what was returned stand as it did, with the dates from before; the unit is told.

    What was asked and answered about the date of the correction falls with it (decision 0064).
    """
    facts, act = undoing.facts, undoing.act
    returned = standing_return(undoing.rulebook, facts, undoing.now)
    about_it = [one for one in facts.decisions if one.kind in ON_REQUEST and one.id > returned.id]
    of_return = select(DateChange).where(col(DateChange.decision_id) == returned.id)
    this = undoing.by(DecisionAct(act.by, act.now, act.reason, returned.version))
    take_back(
        this,
        DecisionKind.RETURN_WITHDRAWN,
        [returned, *about_it],
        since=returned.decided_at,
        stood=undoing.session.exec(of_return).one(),
        exact=True,
    )
    whole = undoing.assignment.parent_id or facts.id
    if undoing.duty.children:  # with this answer the unit above may have them all again
        settle_one(undoing.session, undoing.duty, whole, undoing.now)


def standing_return(rulebook: Rulebook, facts: Facts, now: datetime) -> DecisionFact:
    """The return that the unit has not answered yet; raises Refused where there is none."""
    returned, wanted = newest_return(facts), ""
    if standing(facts, now).kind in _ENDED:
        wanted = "việc này đã kết thúc; muốn xem xét lại thì dùng «Mở lại»"
    elif returned is None:
        wanted = "việc này không có lần trả lại nào để thu hồi"
    elif facts.last is None or facts.last.version != returned.version:
        wanted = "đơn vị đã gửi lại sau khi được trả lại; hãy quyết định trên lần gửi mới"
    elif not rulebook.registry.unit(facts.unit_code).exists(local_date(now)):
        wanted = "đơn vị đã hết hoạt động; việc chưa xong đã chuyển cho đơn vị kế tiếp"
    if wanted or returned is None:
        raise Refused(Problem("decision", "", wanted, "Quyết định"))
    return returned


def newest_return(facts: Facts) -> DecisionFact | None:
    """The last return that holds."""
    returns = [one for one in facts.decisions if one.kind is DecisionKind.RETURNED]
    return returns[-1] if returns else None
