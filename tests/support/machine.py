"""A server, workers and a mail server of our own: what can be killed, or asked for much at once."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.settings import PREFECT_API_AUTH_STRING, PREFECT_API_URL, temporary_settings
from prefect.states import Scheduled

from deployments import server
from deployments.catalogue import Timetable, catalogue
from deployments.processes import Tree
from deployments.schedule import Moment, Range
from dondoc.plan.rulebook import load_rulebook
from tests.support.prefect_harness import PASSWORD, keep_migrated, take_migrated
from tests.support.smtp_server import SmtpServer

ROOT = Path(__file__).resolve().parents[2]
SOME_DAY = Timetable("ngay-co-viec", (Moment(datetime(2099, 1, 1, 7, 30), ""),))  # noqa: DTZ001
UNITS = ("so-tai-chinh", "so-tu-phap", "so-y-te")
"""Who has an address in these tests."""


@dataclass
class Machine:
    """Its processes, by name: «server», and «worker…» as many as wanted."""

    tree: Tree
    home: Path
    port: int
    mail: SmtpServer

    def start(self, *names: str) -> None:
        for name in names:
            if name == "server":
                take_migrated(self.home)
                command = ["prefect", "server", "start", "--host", "127.0.0.1"]
                self.tree.start(name, [*command, "--port", str(self.port)])
                url = f"http://127.0.0.1:{self.port}/api/health"
                self.tree.wait_for(url, name=name, seconds=90)
                keep_migrated(self.home)
            else:
                self.tree.start(name, ["deployments.worker"])

    def kill(self, *names: str) -> None:
        for name in names:
            child = self.tree.children.pop(name)
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


@contextmanager
def machine_in(folder: Path, more: Mapping[str, str]) -> Iterator[Machine]:
    """A machine in a folder, nothing of it started; `more` is what its processes also see."""
    with (
        socket.socket() as probe,
        SmtpServer() as mail,
        ExitStack() as settings,
        pytest.MonkeyPatch.context() as patch,
    ):
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        smtp = f"mailto://127.0.0.1:{mail.port}?from=don-doc@so-noi-vu.example&mode=insecure"
        environment = {
            "PYTHONPATH": str(ROOT),
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
            "PREFECT_SERVER_API_AUTH_STRING": PASSWORD,
            "PREFECT_API_AUTH_STRING": PASSWORD,
            "PREFECT_SERVER_UI_ENABLED": "false",
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_WORKER_QUERY_SECONDS": "2",
            "DONDOC_HOME": str(ROOT),
            "DONDOC_DATA_DIR": str(folder / "data"),
            "DONDOC_SMTP_URL": smtp,
            "DONDOC_DEMO": "true",
            **more,
        }
        for name, value in environment.items():
            if name.startswith("DONDOC_") and name != "DONDOC_HOME":
                patch.setenv(name, value)
        probe.close()
        api = {
            PREFECT_API_URL: environment["PREFECT_API_URL"],
            PREFECT_API_AUTH_STRING: PASSWORD,
        }
        settings.enter_context(temporary_settings(api))
        here = Machine(Tree(environment, folder / "logs"), folder / "prefect", port, mail)
        yield here
        here.tree.stop()


def ask(question: Callable[[PrefectClient], Awaitable[Any]]) -> Any:
    async def asking() -> Any:
        async with get_client() as client:
            return await question(client)

    return asyncio.run(asking())


def start_runs(names: Sequence[str], on: date) -> list[UUID]:
    """One run of each of these deployments for that day, due now."""
    rulebook = load_rulebook(demo=True)
    ours = {one.name: one for one in catalogue(rulebook, Range.around(on))}
    wanted = [replace(ours[name], timetables=(SOME_DAY,)) for name in names]

    async def start(client: PrefectClient) -> list[UUID]:
        await server.ensure_pool(client)
        for one in wanted:
            await server.put(client, one, server.flow_facts(one), None)
        found = await server.read_ours(client)
        ids = [one.found.id for one in found.values() if one.found.name in names]
        day = {"as_of": on.isoformat()}
        runs = [
            await client.create_flow_run_from_deployment(one, parameters=day, state=Scheduled())
            for one in ids
        ]
        return [run.id for run in runs]

    found: list[UUID] = ask(start)
    return found


def wait_for(
    ids: list[UUID], wanted: Callable[[list[FlowRun]], bool], *, seconds: float = 120
) -> list[FlowRun]:
    """Poll until the runs are as wanted; two minutes at most."""

    async def read(client: PrefectClient) -> list[FlowRun]:
        return [await client.read_flow_run(one) for one in ids]

    deadline = time.monotonic() + seconds
    while True:
        runs: list[FlowRun] = ask(read)
        if wanted(runs):
            return runs
        assert time.monotonic() < deadline, [(run.name, run.state) for run in runs]
        time.sleep(0.5)


def begun(runs: list[FlowRun]) -> bool:
    return any(run.state_type in (StateType.PENDING, StateType.RUNNING) for run in runs)


def completed(runs: list[FlowRun]) -> bool:
    return all(run.state_type is StateType.COMPLETED for run in runs)


def state_names(run: UUID) -> list[str]:
    """Every state that the run went through, in order."""
    states = ask(lambda client: client.read_flow_run_states(run))
    return [state.name for state in sorted(states, key=lambda state: state.timestamp)]
