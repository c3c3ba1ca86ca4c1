"""All looks at once, each within its own time: one that fails or hangs is a symptom of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from enum import StrEnum

from dondoc.delivery.in_time import within
from dondoc.limits import LOOK_SECONDS
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Symptom, refusals
from dondoc.operations.doctor.symptom_kinds import symptom
from dondoc.problems import Refused

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Look:
    """One question. What `ask` raises as Refused is a symptom too.

    `opened`: it needs ledger and plan.
    """

    group: str
    name: str
    ask: Callable[[Patient], Iterable[Symptom]]
    opened: bool = False
    seconds: float = LOOK_SECONDS


class WhyNot(StrEnum):
    """Why a look was left out: then nothing is said to be right."""

    NO_LEDGER = "no_ledger"  # ledger or plan cannot be opened, which is a symptom of its own
    NO_SERVER = "no_server"  # it does not let us in; so is this
    NOT_SET = "not_set"  # the settings name none


class LeftOut(Exception):
    """Raised by a look that has nothing to look at."""

    def __init__(self, why: WhyNot) -> None:
        self.why = why
        super().__init__(why.value)


@dataclass(frozen=True)
class LookAnswer:
    """What a look found; `left_out` where it did not look."""

    group: str
    name: str
    found: tuple[Symptom, ...] = ()
    left_out: WhyNot | None = None


def examine(patient: Patient, looks: Sequence[Look]) -> list[LookAnswer]:
    """Every look's answer, in their order, no later than the slowest may take."""
    with ThreadPoolExecutor(len(looks), thread_name_prefix="look") as at_once:
        # each with the caller's ContextVars: Prefect keeps its settings there
        asked = [at_once.submit(copy_context().run, _answer, patient, look) for look in looks]
        return [one.result() for one in asked]


def _answer(patient: Patient, look: Look) -> LookAnswer:
    try:
        return LookAnswer(look.group, look.name, _found(patient, look))
    except LeftOut as fault:
        return LookAnswer(look.group, look.name, left_out=fault.why)


def _found(patient: Patient, look: Look) -> tuple[Symptom, ...]:
    if look.opened and patient.here is None:
        raise LeftOut(WhyNot.NO_LEDGER)
    try:
        found: tuple[Symptom, ...] = within(look.seconds, lambda: tuple(look.ask(patient)))
    except LeftOut:
        raise
    except Refused as refused:
        return tuple(refusals("refused", refused))
    except TimeoutError:
        return (symptom("look_slow", look=look.name, seconds=round(look.seconds)),)
    except Exception as fault:  # noqa: BLE001 - one look's crash must not hide what the others see
        _log.warning("Look «%s» failed", look.name, exc_info=True)
        return (symptom("look_failed", look=look.name, fault=type(fault).__name__),)
    return found
