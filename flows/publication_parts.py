"""Parts of a day about procedures beside the scan; one that fails stops nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from prefect.client.schemas.objects import State

from dondoc.messages.environment import phrases
from dondoc.problems import Refused
from flows.day import Day
from flows.duty_day import OwnPart
from tasks.office_declarations import settle_office_declarations
from tasks.review_decisions import review_ministry_decisions


class SaysWhatCame(Protocol):
    def sentence(self) -> str: ...


R = TypeVar("R", bound=SaysWhatCame)


def reviewed_decisions(day: Day) -> OwnPart:
    """What ministries decided is asked for once (II.3.3)."""
    return _part(
        review_ministry_decisions(day.now, return_state=True), phrases("review").run_failed
    )


def settled_declarations(day: Day) -> OwnPart:
    """What units declared of their offices is held against the official list (II.3.5)."""
    return _part(
        settle_office_declarations(day.now, return_state=True), phrases("posting").run_failed
    )


def _part(state: State[R], failed: Callable[..., str]) -> OwnPart:
    """Nothing is said where nothing came."""
    if not state.is_completed():
        return OwnPart(said=(failed(_why(state)),))
    said = state.result().sentence()
    return OwnPart(said=(said,) if said else ())


def _why(state: State[R]) -> str:
    """A refusal in its own words; of a fault of the machine nothing that a reader can use."""
    fault = state.result(raise_on_failure=False)
    return str(fault) if isinstance(fault, Refused) else ""
