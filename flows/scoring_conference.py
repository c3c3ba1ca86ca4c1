"""III.1.2, third bullet: the conference that guides scoring, and the self-scoring after it."""

from __future__ import annotations

from typing import Annotated, Any

from prefect.client.schemas.objects import State

from dondoc.conference.find_conference import RSVP_DUTY
from dondoc.conference.scoring.scoring_progress import figure_of_run
from dondoc.conference.stage_runs import run_words
from dondoc.ledger.installation import load_installation, load_rules
from dondoc.messages.environment import phrases
from flows.day import AsOf, Day, settle_day
from flows.dondoc_flow import dondoc_flow
from flows.duty_day import OwnPart, duty_day
from flows.duty_parameter import ASKED, duty_of, duty_of_flow
from flows.run_names import day_of, duty_words, run_name
from models.database import transaction
from tasks.look_at_conferences import publish_conferences, settle_conferences

FLOW = "scoring_conference"
Duty = Annotated[str, duty_of(FLOW), ASKED]


def _invites(duty: str) -> bool:
    return duty_of_flow(load_rules().registry.plan, FLOW, duty).conference == RSVP_DUTY


def _named(given: dict[str, Any]) -> str:
    """By the stage of that day; on another day as any duty's run is."""
    if _invites(str(given.get("duty") or "")):
        here = load_installation()
        with transaction(here.engine, write=False) as session:
            if words := run_words(session, here.rulebook, day_of(given)):
                return words
    return duty_words(FLOW, given)


def _figure(given: dict[str, Any]) -> str:
    """«20/27», of a step that units carry out."""
    here, day = load_installation(), settle_day(given.get("as_of"))
    duty = duty_of_flow(here.rulebook.registry.plan, FLOW, str(given.get("duty") or ""))
    with transaction(here.engine, write=False) as session:
        return figure_of_run(session, here.rulebook, duty, on=day.on, now=day.now)


@dondoc_flow("Hội nghị chấm điểm", run_name=run_name(_named, _figure))
def scoring_conference(duty: Duty = "", as_of: AsOf = None) -> State[None]:
    """Mở đợt, nhắc chuẩn bị và tổ chức Hội nghị chấm điểm; nhắc trả lời giấy mời, tự chấm điểm."""
    return duty_day(duty, as_of, _conferences if _invites(duty) else None)


def _conferences(day: Day) -> OwnPart:
    """Close what was never answered; the figure is that of the newest conference."""
    closed = settle_conferences(day.now)
    shown = publish_conferences(day.now)
    said = [words for words, _figures in shown]
    if closed:
        said.append(phrases("conference").closed_answers(closed))
    return OwnPart(shown[0][1].figure() if shown else "", tuple(said))
