"""What the server reports by itself: put there once, and heard at our address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import State
from prefect.states import Crashed, Failed, Late, Pending

from deployments import automations, server
from deployments.catalogue import OURS, Wanted
from tests.support.machine import ask

pytestmark = [
    pytest.mark.prefect,
    pytest.mark.wall,
    pytest.mark.xdist_group("prefect"),
    pytest.mark.usefixtures("prefect_server"),
]


def test_it_is_put_there_once_and_follows_the_address():
    first, second = "http://127.0.0.1:9/moc-bao/mot", "http://127.0.0.1:9/moc-bao/hai"

    done = [ask(lambda client, url=url: automations.ensure(client, url)) for url in (first, first)]
    assert [True, False] == done
    assert ask(lambda client: automations.ready(client, first))
    assert not ask(lambda client: automations.ready(client, second))
    assert ask(lambda client: automations.ensure(client, second))
    assert ask(lambda client: automations.ready(client, second))


def test_what_an_administrator_switched_off_stays_off():
    url = "http://127.0.0.1:9/moc-bao/ba"

    async def switched_off(client: PrefectClient) -> list[Any]:
        await automations.ensure(client, url)
        [found] = await client.read_automations_by_name("Đôn Đốc · lượt chạy trễ")
        await client.pause_automation(found.id)
        await automations.ensure(client, "http://127.0.0.1:9/moc-bao/bon")
        again: list[Any] = await client.read_automations_by_name("Đôn Đốc · lượt chạy trễ")
        await client.delete_automation(again[0].id)
        return again

    [kept] = ask(switched_off)
    assert not kept.enabled


def test_a_crashed_run_of_ours_is_reported_and_a_refusal_is_not(heard: Any):
    address, found = heard

    async def end(client: PrefectClient) -> None:
        states = (Failed(name="Chưa ghi", message="sai ngày"), Crashed(message='mất "nguồn"'))
        await leave_runs(client, f"{address}/moc-bao/xyz", [(state,) for state in states])

    ask(end)
    path, said = found.get(timeout=30)
    assert "/moc-bao/xyz" == path
    assert ("Lượt 1", "Crashed", 'mất "nguồn"') == (said["run"], said["state"], said["message"])
    assert found.empty()


def test_a_run_that_does_not_begin_is_reported_and_one_that_does_is_not(heard: Any):
    address, found = heard

    async def wait(client: PrefectClient) -> None:
        states = [(Late(), Pending()), (Late(),)]
        await leave_runs(client, f"{address}/moc-bao/tre", states, late=timedelta(seconds=10))

    ask(wait)
    _path, said = found.get(timeout=90)
    assert ("Lượt 1", "Late") == (said["run"], said["state"])
    assert found.empty()


async def leave_runs(
    client: PrefectClient,
    address: str,
    runs: Sequence[Sequence[State[Any]]],
    *,
    late: timedelta = automations.LATE,
) -> None:
    """Runs of ours that went through these states, on a server that reports to that address."""
    await automations.ensure(client, address, late=late)
    await server.ensure_pool(client)
    wanted = Wanted("bao-su-co", "dispatch", "", (OURS,))
    await server.put(client, wanted, server.flow_facts(wanted), None)
    ours = (await server.read_ours(client)).values()
    seen = next(one for one in ours if one.found.name == wanted.name)
    for number, states in enumerate(runs):
        run = await client.create_flow_run_from_deployment(seen.found.id, name=f"Lượt {number}")
        for state in states:
            await client.set_flow_run_state(run.id, state, force=True)


@pytest.fixture(autouse=True)
def _gone() -> Iterator[None]:
    """What this leaves on the shared server goes again."""
    yield

    async def retire(client: PrefectClient) -> None:
        for one in (await server.read_ours(client)).values():
            if one.found.name == "bao-su-co":
                await server.retire(client, one)

    ask(retire)


def test_a_portal_that_does_not_answer_is_seen():
    assert not automations.reachable("http://127.0.0.1:9")
