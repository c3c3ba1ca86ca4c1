"""Names of runs: the plan's own are kept, made-up ones give way to Vietnamese words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import prefect
import pytest
from prefect.client.orchestration import get_client
from prefect.flow_engine import run_flow
from prefect.utilities.names import generate_slug

from deployments.made_up_names import FORM_WORDS, made_up
from flows.follow_up import follow_up
from flows.record_submission import record_submission
from flows.run_names import duty_run_name, run_name
from tests.support.flow_office import Office


def _at_start(monkeypatch: pytest.MonkeyPatch, name: str, **parameters: Any) -> None:
    """As Prefect's runtime shows a run to the callable; its own seam for tests is the environment,
    which holds no mapping."""
    given = {"name": lambda: name, "parameters": lambda: parameters}
    for key, value in given.items():
        monkeypatch.setitem(_fields(), key, value)


def _fields() -> dict[str, Any]:
    from prefect.runtime import flow_run

    return flow_run.FIELDS


def test_a_name_given_while_it_waited_stays(monkeypatch: pytest.MonkeyPatch):
    _at_start(monkeypatch, "Báo cáo quý I/2027 · nhắc trước 5 ngày")

    assert "Báo cáo quý I/2027 · nhắc trước 5 ngày" == duty_run_name("periodic_report")()


@pytest.mark.parametrize("made_up", ["imposing-lynx", "Awesome-Hawk"])
def test_a_made_up_name_becomes_what_the_day_is_for(monkeypatch: pytest.MonkeyPatch, made_up: str):
    _at_start(monkeypatch, made_up, as_of=_day("2021-03-01"))

    assert "Báo cáo quý I/2021 · mở kỳ" == duty_run_name("periodic_report")()


@pytest.mark.parametrize("typed", ["kiem-tra-lai", "nhap-lai", "Small-town", "bao-cao-quy-mot"])
def test_a_name_that_a_person_typed_stays(monkeypatch: pytest.MonkeyPatch, typed: str):
    _at_start(monkeypatch, typed, as_of=_day("2021-03-01"))

    assert typed == duty_run_name("periodic_report")()


def test_whatever_prefect_makes_up_is_known():
    names = {generate_slug(2) for _ in range(2_000)}

    assert set() == {name for name in names if not made_up(name)}


def test_the_words_of_the_form_are_those_of_this_prefect():
    bundles = (Path(prefect.__file__).parent / "server" / "ui-v2" / "assets").glob("*run-*.js")
    listed = "[" + ",".join(f"`{word}`" for word in FORM_WORDS) + "]"

    assert any(listed in bundle.read_text(encoding="utf-8") for bundle in bundles)


@pytest.mark.prefect
@pytest.mark.xdist_group("prefect")
@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("kiem-tra-lai", "kiem-tra-lai"),
        (None, "Theo dõi, đôn đốc · thứ Tư, 17/03/2021"),
    ],
)
def test_a_run_on_the_server_keeps_what_was_typed(office: Office, given: str | None, kept: str):
    with get_client(sync_client=True) as client:
        run = client.create_flow_run(follow_up, name=given, parameters={"as_of": "2021-03-17"})
        run_flow(follow_up, flow_run=run, return_type="state")

        assert kept == client.read_flow_run(run.id).name


def test_a_run_for_a_day_outside_the_plan_says_so(monkeypatch: pytest.MonkeyPatch):
    _at_start(monkeypatch, "imposing-lynx", as_of=_day("2021-07-20"))

    assert "Báo cáo · xem lại 20/07/2021" == duty_run_name("periodic_report")()


def test_a_wrong_setting_does_not_keep_a_run_from_saying_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DONDOC_TRIAL", "có lẽ")
    _at_start(monkeypatch, "imposing-lynx", as_of=_day("2021-03-01"))

    assert "imposing-lynx" == duty_run_name("periodic_report")()


def test_the_form_names_its_run_by_unit_and_period(monkeypatch: pytest.MonkeyPatch):
    _at_start(monkeypatch, "Awesome-Hawk", unit="Sở Tài chính", period="2021-Q1")

    assert "Nhập kết quả · Sở Tài chính · 2021-Q1" == record_submission.flow_run_name()


def test_no_address_gets_into_a_name(monkeypatch: pytest.MonkeyPatch):
    _at_start(monkeypatch, "Awesome-Hawk", unit="van-thu@so-tai-chinh.example", period="2021-Q1")

    assert "Nhập kết quả" == record_submission.flow_run_name()


def test_follow_up_carries_its_weekday(monkeypatch: pytest.MonkeyPatch):
    _at_start(monkeypatch, "", as_of=_day("2021-03-17"))

    assert "Theo dõi, đôn đốc · thứ Tư, 17/03/2021" == follow_up.flow_run_name()


def test_words_get_the_parameters_of_the_run(monkeypatch: pytest.MonkeyPatch):
    _at_start(monkeypatch, "imposing-lynx", number="7")

    assert "7" == run_name(lambda given: given["number"])()


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


@pytest.mark.parametrize("waiting", ["Tự chấm điểm · mở kỳ", "Tự chấm điểm · mở kỳ, 19/27"])
def test_a_figure_is_said_last_and_anew_when_it_begins_again(
    monkeypatch: pytest.MonkeyPatch, waiting: str
):
    _at_start(monkeypatch, waiting)

    assert "Tự chấm điểm · mở kỳ, 20/27" == run_name(lambda _: "", lambda _: "20/27")()
    assert waiting.split(",", maxsplit=1)[0] == run_name(lambda _: "", lambda _: "")()


def test_a_name_without_a_figure_of_ours_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch):
    _at_start(monkeypatch, "Kiểm tra, 5/7")

    assert "Kiểm tra, 5/7" == run_name(lambda _: "")()
