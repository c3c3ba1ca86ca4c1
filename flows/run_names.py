"""The names of runs: what the plan gave them, or Vietnamese words where Prefect made one up."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from prefect.runtime import flow_run

from dondoc.calendar.date_words import short_date
from dondoc.ledger.installation import load_rules
from dondoc.plan.agenda import agenda
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Refused
from flows.day import settle_day
from flows.duty_parameter import duty_of_flow
from tasks.schedules import made_up

_FIGURE = re.compile(r", \d{1,4}/\d{1,4}$")
"""How the name of a run ends that has begun before."""


def run_name(
    words: Callable[[dict[str, Any]], str], figure: Callable[[dict[str, Any]], str] | None = None
) -> Callable[[], str]:
    """A `flow_run_name`: it wins over the name given while the run waited, so it gives that back.

    `words` gets the run's parameters, and names a run that somebody started by hand. `figure` is
    what only the start of the run knows, said last; of a run that begins again, anew.
    """

    def name() -> str:
        given = str(flow_run.name or "")
        try:
            parameters = dict(flow_run.parameters)
            named = given if given and not made_up(given) else words(parameters)
            return _with_figure(named, figure(parameters)) if figure else named
        except Refused:
            # The engine would crash here without a word; the flow's body says it properly.
            return given

    return name


def _with_figure(named: str, said: str) -> str:
    return ", ".join(filter(None, (_FIGURE.sub("", named), said)))


def duty_run_name(flow: str) -> Callable[[], str]:
    """«Báo cáo quý I/2027 · nhắc trước 5 ngày»; on another day «Báo cáo · xem lại 08/03/2027».

    The duty is the run's own parameter; without it the first that the plan gives to that flow.
    """
    return run_name(partial(duty_words, flow))


def duty_words(flow: str, parameters: dict[str, Any]) -> str:
    """What a run with these parameters is called by the plan."""
    on = day_of(parameters)
    rulebook = load_rules()
    duty = duty_of_flow(rulebook.registry.plan, flow, str(parameters.get("duty") or ""))
    return _planned(rulebook, duty, on) or f"{duty.noun} · xem lại {short_date(on)}"


def day_of(parameters: dict[str, Any]) -> date:
    """The day that a run with these parameters stands for."""
    return settle_day(parameters.get("as_of")).on


def _planned(rulebook: Rulebook, duty: Duty, on: date) -> str | None:
    plan = rulebook.registry.plan
    days = agenda(duty, plan, rulebook.registry, rulebook.workdays, start_on=on, end_on=on)
    return days[0].name(duty) if days else None
