"""Worker and server killed in the morning's runs: afterwards the day is complete, once."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.settings import PREFECT_API_URL, temporary_settings
from prefect.states import Scheduled
from sqlmodel import Session, col, func, select

from deployments import server
from deployments.catalogue import FOLLOW_UP, OURS, Timetable, Wanted
from deployments.outages import AGAIN, Patience, put_runs_right
from deployments.processes import Tree
from deployments.processes_here import runs_here
from deployments.schedule import Moment
from dondoc import clock
from dondoc.delivery.dispatch import dispatch_window
from dondoc.ledger import prepare_ledger
from dondoc.rounds.rulebook import load_rulebook
from dondoc.settings import load_settings
from models import Assignment, Contact, Round
from models.database import transaction
from tests.conftest import VERIFIED
from tests.delivery.smtp_server import SmtpServer

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("outage")]
ROOT = Path(__file__).resolve().parents[2]
OPENS = date(2026, 3, 2)  # quý I/2026 opens on this Monday
SOME_DAY = Timetable("ngay-co-viec", (Moment(datetime(2099, 1, 1, 7, 30), ""),))  # noqa: DTZ001
MORNING = {
    "bao-cao-dinh-ky": "periodic_report",
    "bao-cao-tong-hop": "consolidated_report",
    FOLLOW_UP: "follow_up",
}
UNITS = ("so-tai-chinh", "so-tu-phap", "so-y-te")
AT_ONCE = Patience(timedelta(0), timedelta(0))


@dataclass
class Machine:
    """A server, a worker and a mail server of our own, which can die."""

    tree: Tree
    port: int
    mail: SmtpServer

    def start(self, *names: str) -> None:
        commands = {
            "server": ["prefect", "server", "start", "--host", "127.0.0.1"],
            "worker": ["deployments.worker"],
        }
        for name in names:
            port = ["--port", str(self.port)] if name == "server" else []
            self.tree.start(name, [*commands[name], *port])
            if name == "server":
                url = f"http://127.0.0.1:{self.port}/api/health"
                self.tree.wait_for(url, name=name, seconds=90)

    def kill(self, *names: str) -> None:
        for name in names:
            child = self.tree.children.pop(name)
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Machine]:
    with socket.socket() as probe, SmtpServer() as mail, ExitStack() as settings:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        smtp = f"mailto://127.0.0.1:{mail.port}?from=don-doc@so-noi-vu.example&mode=insecure"
        environment = {
            "PYTHONPATH": str(ROOT),
            "PREFECT_HOME": str(tmp_path / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
            "PREFECT_SERVER_UI_ENABLED": "false",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_WORKER_QUERY_SECONDS": "2",
            "DONDOC_HOME": str(ROOT),
            "DONDOC_DATA_DIR": str(tmp_path / "data"),
            "DONDOC_SMTP_URL": smtp,
            "DONDOC_DEMO": "true",
        }
        for name in ("DONDOC_DATA_DIR", "DONDOC_SMTP_URL", "DONDOC_DEMO"):
            monkeypatch.setenv(name, environment[name])
        probe.close()
        api = {PREFECT_API_URL: environment["PREFECT_API_URL"]}
        settings.enter_context(temporary_settings(api))
        here = Machine(Tree(environment, tmp_path / "logs"), port, mail)
        yield here
        here.tree.stop()


def ask(question: Callable[[PrefectClient], Awaitable[Any]]) -> Any:
    async def asking() -> Any:
        async with get_client() as client:
            return await question(client)

    return asyncio.run(asking())


def start_runs(flows: dict[str, str]) -> list[UUID]:
    """One run of each deployment for the day, due now."""

    async def start(client: PrefectClient) -> list[UUID]:
        await server.ensure_pool(client)
        for name, flow in flows.items():
            wanted = Wanted(name, flow, "", (OURS,), (SOME_DAY,))
            await server.put(client, wanted, *server.flow_facts(wanted), None)
        found = await server.read_ours(client)
        ids = [one.found.id for one in found.values() if one.found.name in flows]
        day = {"as_of": OPENS.isoformat()}
        runs = [
            await client.create_flow_run_from_deployment(one, parameters=day, state=Scheduled())
            for one in ids
        ]
        return [run.id for run in runs]

    found: list[UUID] = ask(start)
    return found


def wait_for(ids: list[UUID], wanted: Callable[[list[FlowRun]], bool]) -> list[FlowRun]:
    """Poll until the runs are as wanted; two minutes at most."""
    deadline = time.monotonic() + 120
    while True:
        runs: list[FlowRun] = [
            ask(lambda client, one=one: client.read_flow_run(one)) for one in ids
        ]
        if wanted(runs):
            return runs
        assert time.monotonic() < deadline, [(run.name, run.state) for run in runs]
        time.sleep(0.2)


def begun(runs: list[FlowRun]) -> bool:
    return any(run.state_type in (StateType.PENDING, StateType.RUNNING) for run in runs)


def completed(runs: list[FlowRun]) -> bool:
    return all(run.state_type is StateType.COMPLETED for run in runs)


def test_the_day_is_complete_afterwards_and_nothing_is_sent_twice(machine: Machine):
    settings = load_settings()
    rulebook = load_rulebook(settings.plan_folder, demo=True)
    engine = prepare_ledger(settings, rulebook)
    with transaction(engine) as session:
        session.add_all(
            Contact(unit_code=u, address=f"van-thu@{u}.example", verified_at=VERIFIED)
            for u in UNITS
        )
    machine.start("server", "worker")
    ids = start_runs(MORNING)
    wait_for(ids, begun)
    machine.kill("worker", "server")
    while runs_here() & set(ids):  # killed with the worker's group, and gone in an instant
        time.sleep(0.05)

    machine.start("server")
    mended = put_runs_right(clock.now(), patience=AT_ONCE)
    assert mended
    assert all(one.again for one in mended)
    machine.start("worker")
    wait_for(ids, completed)
    dispatch_window(engine, settings, rulebook, clock.at(OPENS, 8))
    again = dispatch_window(engine, settings, rulebook, clock.at(OPENS, 14))

    duty = rulebook.registry.plan.duty("bao-cao-dinh-ky")
    with transaction(engine, write=False) as session:
        assert len(rulebook.registry.responsible(duty, OPENS)) == assigned(session, duty.code)
    assert 0 == again.sent
    told = Counter(mail.recipients[0] for mail in machine.mail.received)
    assert {f"van-thu@{unit}.example": 1 for unit in UNITS} == told
    states = [ask(lambda client, one=one: client.read_flow_run_states(one)) for one in ids]
    assert len(mended) == sum(state.name == AGAIN for run in states for state in run)


def assigned(session: Session, duty: str) -> int:
    query = select(func.count()).select_from(Assignment).join(Round)
    return session.exec(query.where(col(Round.duty) == duty)).one()
