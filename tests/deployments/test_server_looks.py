"""Faults of the Prefect server: each named by the doctor with its remedy, on a real server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import (
    DeploymentScheduleCreate,
    WorkPoolCreate,
    WorkPoolUpdate,
)
from prefect.client.schemas.schedules import CronSchedule
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings
from prefect.states import Late

from deployments.catalogue import OURS
from deployments.ownership import LABEL
from deployments.server_looks import SERVER, without_pages
from deployments.server_variables import SERVER_VARIABLES, too_little
from dondoc.operations.doctor.examine import WhyNot, examine
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Gravity, Symptom
from dondoc.settings import load_settings
from tests.support.prefect_harness import PASSWORD, PrefectServer

BROKEN, ATTENTION = Gravity.BROKEN, Gravity.ATTENTION


@pytest.fixture
def patient(tmp_path: Path) -> Patient:
    settings = load_settings(data_dir=tmp_path / "data", installation="kham")
    return Patient(settings, datetime.now(UTC))


def _told(patient: Patient) -> dict[str, Symptom]:
    found = [one for answer in examine(patient, SERVER) for one in answer.found]
    return {one.sentence: one for one in found}


def _one(found: dict[str, Symptom], words: str) -> Symptom:
    [one] = [one for sentence, one in found.items() if words in sentence]
    return one


@pytest.fixture
def open_door() -> Iterator[None]:
    """A server that answers whoever asks."""

    class Anybody(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'"3.8.8"')

        def log_message(self, *_: object) -> None:
            return

    with HTTPServer(("127.0.0.1", 0), Anybody) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with temporary_settings({PREFECT_API_URL: f"http://127.0.0.1:{server.server_port}/api"}):
            yield
        server.shutdown()


@pytest.mark.usefixtures("open_door")
def test_a_door_that_stands_open(patient: Patient) -> None:
    one = _one(_told(patient), "máy chủ Prefect trả lời không cần mật khẩu")

    assert BROKEN is one.gravity
    assert one.remedy.startswith("đặt PREFECT_SERVER_API_AUTH_STRING=")


def test_a_server_that_is_down(patient: Patient) -> None:
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}):
        answers = examine(patient, SERVER)

    [found] = [one for answer in answers for one in answer.found]
    assert (BROKEN, "không kết nối được máy chủ Prefect http://127.0.0.1:9/api") == (
        found.gravity,
        found.sentence.partition(":  ")[0].rpartition(": không luồng")[0],
    )
    assert "prefect server start" in found.remedy
    assert [None, *[WhyNot.NO_SERVER] * 4] == [answer.left_out for answer in answers]


def test_a_variable_that_the_server_does_not_have() -> None:
    right = {
        "scheduler": {"max_scheduled_time": "P1Y35D", "min_runs": 100, "max_runs": 400},
        "late_runs": {"after_seconds": "PT900S"},
    }
    assert [] == list(too_little(right))
    stock = {
        "scheduler": {"max_scheduled_time": "P100D", "min_runs": 3, "max_runs": 100},
        "late_runs": {"after_seconds": "PT15S"},
    }
    assert list(SERVER_VARIABLES.items()) == [
        (one.variable, one.wanted) for one in too_little(stock)
    ]
    assert ["8640000 giây", "3", "100", "15 giây"] == [one.present for one in too_little(stock)]
    assert "chưa đặt" == next(too_little({})).present


@pytest.mark.parametrize(
    ("told", "missing"),
    [({"available_uis": []}, True), ({"available_uis": ["v1", "v2"]}, False), (None, False)],
)
def test_a_server_that_could_not_write_its_pages(told: object, missing: bool) -> None:
    assert missing is without_pages(told)


@pytest.mark.prefect
@pytest.mark.wall
@pytest.mark.xdist_group("prefect")
class TestWithTheRealServer:
    def test_a_wrong_password(self, patient: Patient, prefect_server: PrefectServer) -> None:
        with temporary_settings({PREFECT_API_AUTH_STRING: PASSWORD + "x"}):
            found = _told(patient)

        one = _one(found, "máy chủ Prefect không nhận mật khẩu này")
        assert (BROKEN, 1) == (one.gravity, len(found))
        assert one.remedy == "ghi đúng như PREFECT_SERVER_API_AUTH_STRING của máy chủ"
        assert PASSWORD not in one.sentence

    def test_a_stock_server_looks_not_far_and_answers_every_page(
        self, patient: Patient, prefect_server: PrefectServer
    ) -> None:
        found = _told(patient)

        few = _one(found, "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS: đang là 60")
        assert ATTENTION is few.gravity
        assert few.remedy.startswith("đặt PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS=100")
        anybody = _one(found, "trang của bất kỳ nơi nào")
        assert "PREFECT_SERVER_CORS_ALLOWED_ORIGINS" in anybody.remedy

    def test_a_pool_that_is_paused_and_runs_that_are_late(
        self, patient: Patient, prefect_server: PrefectServer
    ) -> None:
        pool = "don-doc-kham"
        due = Late(scheduled_time=datetime.now(UTC) - timedelta(hours=3))
        with get_client(sync_client=True) as client:
            client.create_work_pool(WorkPoolCreate(name=pool, type="process"), overwrite=True)
            client.update_work_pool(pool, WorkPoolUpdate(is_paused=True))
            flow = client.create_flow_from_name("Bảo dưỡng hằng đêm (khám)")
            made = client.create_deployment(flow, "bao-duong-kham", work_pool_name=pool)
            run = client.create_flow_run_from_deployment(made, state=due)
            try:
                found = _told(patient)
            finally:
                client.delete_flow_run(run.id)
                client.delete_deployment(made)
                client.delete_work_pool(pool)

        paused = _one(found, f"nhóm chạy {pool} đang bị tạm dừng: không luồng nào chạy")
        assert (BROKEN, f"cho chạy lại: `prefect work-pool resume {pool}`") == (
            paused.gravity,
            paused.remedy,
        )
        late = _one(found, "1 lượt đã quá giờ mà chưa chạy, cũ nhất từ")
        assert ATTENTION is late.gravity
        assert late.remedy.startswith("xem worker có chạy không")

    def test_a_schedule_that_is_switched_off(
        self, patient: Patient, prefect_server: PrefectServer
    ) -> None:
        with get_client(sync_client=True) as client:
            daily = DeploymentScheduleCreate(
                slug="hang-dem", schedule=CronSchedule(cron="30 1 * * *"), active=False
            )
            deployment = {
                "name": "bao-duong-kham",
                "flow_id": str(client.create_flow_from_name("Bảo dưỡng hằng đêm (khám)")),
                "tags": [OURS],
                "labels": {LABEL: "kham"},
                "schedules": [daily.model_dump(mode="json")],
            }
            made = client.request("POST", "/deployments/", json=deployment).json()
            try:
                off = _one(_told(patient), "1 lịch đang tắt: bao-duong-kham")
            finally:
                client.delete_deployment(made["id"])

        assert ATTENTION is off.gravity
        assert off.remedy.startswith("bật lại từng lịch trong giao diện Prefect")

    def test_a_pool_that_is_missing_and_then_has_no_worker(
        self, patient: Patient, prefect_server: PrefectServer
    ) -> None:
        with get_client(sync_client=True) as client:
            pool = "don-doc-kham"
            assert "`dondoc apply`" in _one(_told(patient), f"chưa có nhóm chạy {pool}").remedy

            client.create_work_pool(WorkPoolCreate(name=pool, type="process"))
            silent = _one(_told(patient), f"không worker nào của nhóm {pool} đang chạy")
            assert (BROKEN, "khởi động `python -m deployments.worker`") == (
                silent.gravity,
                silent.remedy,
            )
            client.send_worker_heartbeat(pool, "worker của kiểm thử")
            found = _told(patient)
            assert [] == [sentence for sentence in found if pool in sentence]
            ahead = _one(found, "không có lượt nào sắp chạy")
            assert (BROKEN, "chạy `dondoc apply`") == (
                ahead.gravity,
                ahead.remedy.partition(",")[0],
            )
