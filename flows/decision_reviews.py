"""The part of a day that asks for what ministries decided; its failing stops nothing else."""

from __future__ import annotations

from prefect.client.schemas.objects import State

from dondoc.messages.environment import phrases
from dondoc.problems import Refused
from dondoc.publication.review.review_run import ReviewRun
from flows.day import Day
from flows.duty_day import OwnPart
from tasks.review_decisions import review_ministry_decisions


def reviewed_decisions(day: Day) -> OwnPart:
    """Each decision is asked for once; nothing is said where no ministry decided anything."""
    state: State[ReviewRun] = review_ministry_decisions(day.now, return_state=True)
    if not state.is_completed():
        return OwnPart(said=(phrases("review").run_failed(_why(state)),))
    said = state.result().sentence()
    return OwnPart(said=(said,) if said else ())


def _why(state: State[ReviewRun]) -> str:
    """A refusal in its own words; of a fault of the machine nothing that a reader can use."""
    fault = state.result(raise_on_failure=False)
    return str(fault) if isinstance(fault, Refused) else ""
