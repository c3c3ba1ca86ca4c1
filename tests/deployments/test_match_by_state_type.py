"""The automation that docs/quan-tri.md gives as an example fires, whatever a state is called."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import PrefectClient
from prefect.states import Completed, Failed

from deployments import server
from deployments.catalogue import OURS, Wanted
from tests.support.machine import ask
from tests.support.prefect_harness import PrefectServer

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "quan-tri.md"
NOBODYS = "00000000-0000-0000-0000-000000000000"


def _example() -> str:
    [found] = re.findall(
        r"```yaml\n(# bao-luot-xong\.yaml\n.*?)```", GUIDE.read_text("utf-8"), re.S
    )
    return str(found)


def _end(*states: Any) -> None:
    async def end(client: PrefectClient) -> None:
        await server.ensure_pool(client)
        wanted = Wanted("vi-du-tu-dong", "dispatch", "", (OURS,))
        await server.put(client, wanted, server.flow_facts(wanted), None)
        ours = (await server.read_ours(client)).values()
        seen = next(one for one in ours if one.found.name == wanted.name)
        for number, state in enumerate(states):
            run = await client.create_flow_run_from_deployment(seen.found.id, name=f"Lượt {number}")
            await client.set_flow_run_state(run.id, state, force=True)
        await server.retire(client, seen)

    ask(end)


def test_it_fires_for_a_completed_run_by_any_name(
    prefect_server: PrefectServer,
    heard: Any,
    tmp_path: Path,
):
    address, found = heard
    hook = Webhook(method="POST", url=f"{address}/xong", allow_private_urls=True)
    block = hook.save("vi-du-luot-xong", overwrite=True)
    file = tmp_path / "bao-luot-xong.yaml"
    assert NOBODYS in _example()
    file.write_text(_example().replace(NOBODYS, str(block)), encoding="utf-8")
    command = [sys.executable, "-m", "prefect", "automation", "create", "--from-file", str(file)]
    subprocess.run(command, env=prefect_server.environment, check=True, timeout=120)

    _end(Failed(name="chưa ghi"), Completed(name="20/27 · 3 quá hạn"))

    path, said = found.get(timeout=60)
    assert "/xong" == path
    assert {"luot": "Lượt 1", "trang_thai": "20/27 · 3 quá hạn"} == said
    assert found.empty()

    async def forget(client: PrefectClient) -> None:
        for one in await client.read_automations_by_name("Báo khi một lượt của Đôn Đốc xong"):
            await client.delete_automation(one.id)

    ask(forget)
