"""One look that crashes, hangs or is refused says so, and hides nothing that the others see."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date

import pytest

from dondoc.clock import at
from dondoc.operations.doctor.examine import LeftOut, Look, WhyNot, examine
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Gravity, Symptom, worst
from dondoc.operations.doctor.symptom_kinds import symptom
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings

NOW = at(date(2027, 3, 1), 9)


def _crashes(_: Patient) -> Iterator[Symptom]:
    yield symptom("pool_missing", pool="x")
    raise ZeroDivisionError("mat-khau")


def _refuses(_: Patient) -> Iterator[Symptom]:
    raise Refused(Problem("DONDOC_X", "a", "không dùng được; hãy ghi b"))
    yield


def _has_nothing(_: Patient) -> Iterator[Symptom]:
    raise LeftOut(WhyNot.NOT_SET)
    yield


def _is_content(_: Patient) -> Iterator[Symptom]:
    yield from ()


def test_each_look_answers_for_itself(settings: Settings) -> None:
    asks = (_crashes, _refuses, _has_nothing, _is_content)
    looks = [Look("nhóm", ask.__name__, ask) for ask in asks]
    looks.append(Look("nhóm", "cần sổ", _crashes, opened=True))

    crash, refusal, nothing, content, unopened = examine(Patient(settings, NOW), looks)

    [said] = crash.found
    assert ("look_failed", Gravity.ATTENTION) == (said.code, said.gravity)
    assert "ZeroDivisionError" in said.sentence
    assert "mat-khau" not in said.sentence
    [said] = refusal.found
    assert ("DONDOC_X «a»: không dùng được", "ghi b") == (said.sentence, said.remedy)
    assert ((), WhyNot.NOT_SET) == (nothing.found, nothing.left_out)
    assert ((), None) == (content.found, content.left_out)
    assert ((), WhyNot.NO_LEDGER) == (unopened.found, unopened.left_out)


def test_a_look_that_hangs_is_not_waited_for(settings: Settings) -> None:
    released = threading.Event()

    def hangs(_: Patient) -> Iterator[Symptom]:
        released.wait()
        yield from ()

    looks = [Look("nhóm", "treo", hangs, seconds=0.01), Look("nhóm", "tốt", _is_content)]
    slow, content = examine(Patient(settings, NOW), looks)
    released.set()

    assert ["look_slow"] == [one.code for one in slow.found]
    assert () == content.found


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([], None),
        (["setting_note"], Gravity.NOTE),
        (["setting_note", "prefect_cors"], Gravity.ATTENTION),
        (["prefect_cors", "nothing_ahead", "prefect_cors"], Gravity.BROKEN),
    ],
)
def test_the_gravest_decides(codes: list[str], expected: Gravity | None) -> None:
    facts = {"setting_note": {"note": "x", "remedy": ""}}

    assert expected is worst(symptom(code, **facts.get(code, {})) for code in codes)
