"""What the Prefect server reports by itself: our runs that fail, crash, or do not start in time.

It calls our portal, which tells the administrators through our own delivery. A run that refused
what a person typed ends under a name of its own and is not reported: that person has read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import PrefectClient
from prefect.events import AutomationCore, EventTrigger, Posture
from prefect.events.actions import CallWebhook

from deployments.catalogue import OURS
from deployments.ownership import Mark
from dondoc.delivery.operating.run_alarm import OUT_OF_TIME

NOBODYS = Mark()
BLOCK = "don-doc-moc-bao"
LATE = timedelta(minutes=15)
"""How long a run that the server calls late may still wait: the pool's slots refill in seconds."""

_PAYLOAD = (
    '{"run": {{ flow_run.name | tojson }}, "id": {{ flow_run.id | string | tojson }},'
    ' "state": {{ flow_run.state.name | tojson }},'
    ' "message": {{ (flow_run.state.message or "") | tojson }}}'
)


def _our_runs(mark: Mark) -> dict[str, Any]:
    """The runs of our own pool: another installation on the server has another."""
    return {
        "match": {"prefect.resource.id": "prefect.flow-run.*"},
        "match_related": {
            "prefect.resource.role": "work-pool",
            "prefect.resource.name": mark.pool,
        },
        "for_each": {"prefect.resource.id"},
    }


_LEFT = ("Pending", "Submitting", "Running", "Completed", "Cancelled", "Failed", "Crashed")
_BROKEN = ("Failed", "Crashed", "TimedOut", OUT_OF_TIME)
"""By name, not by type: a refusal is of the type Failed too. «TimedOut» is Prefect's own word."""


def _trouble(mark: Mark) -> EventTrigger:
    return EventTrigger(
        expect={f"prefect.flow-run.{state}" for state in _BROKEN},
        posture=Posture.Reactive,
        threshold=1,
        within=timedelta(0),
        **_our_runs(mark),
    )


def _waiting(late: timedelta, mark: Mark) -> EventTrigger:
    return EventTrigger(
        after={"prefect.flow-run.Late"},
        expect={f"prefect.flow-run.{state}" for state in _LEFT},
        posture=Posture.Proactive,
        threshold=1,
        within=late,
        **_our_runs(mark),
    )


async def ready(client: PrefectClient, url: str, mark: Mark = NOBODYS) -> bool:
    """Does the server report to that address, in the way we want it?"""
    block = await _block(url, mark)
    return block is not None and not [one async for one in _missing(client, block, LATE, mark)]


async def ensure(
    client: PrefectClient, url: str, *, late: timedelta = LATE, mark: Mark = NOBODYS
) -> bool:
    """Have the server report to that address; returns whether anything was done.

    A run is reported that `late` after the server called it so has not begun. An automation that
    an administrator switched off stays off.
    """
    block = await _block(url, mark)
    changed = block is None
    if block is None:
        hook = Webhook(method="POST", url=url, allow_private_urls=True)
        block = await hook.asave(mark.named(BLOCK), overwrite=True)
    async for wanted, found in _missing(client, block, late, mark):
        changed = True
        for one in found:
            await client.delete_automation(one.id)
        await client.create_automation(wanted)
    return changed


def reachable(portal_url: str) -> bool:
    """Does the portal answer from here? The Prefect server usually stands beside us."""
    try:
        httpx.get(f"{portal_url}/robots.txt", timeout=3)
    except httpx.HTTPError:
        return False
    return True


async def _block(url: str, mark: Mark) -> UUID | None:
    """The block's id, where it is there and leads to that address."""
    try:
        kept: Any = await Webhook.aload(mark.named(BLOCK))
    except ValueError:
        return None
    document: UUID = kept._block_document_id
    return document if kept.url.get_secret_value() == url else None


async def _missing(client: PrefectClient, block: UUID, late: timedelta, mark: Mark) -> Any:
    """Each automation that is not as wanted, with what stands under its name."""
    for wanted in _wanted(block, late, mark):
        found = await client.read_automations_by_name(wanted.name)
        if len(found) != 1 or _said(found[0]) != _said(wanted):
            if found:
                wanted.enabled = found[0].enabled
            yield wanted, found


def _wanted(block: UUID, late: timedelta, mark: Mark) -> Iterator[AutomationCore]:
    action = CallWebhook(block_document_id=block, payload=_PAYLOAD)
    words = "Báo quản trị qua thư của Đôn Đốc, nhiều nhất mỗi giờ một thư. Do `dondoc apply` đặt."
    triggers = {"lượt chạy hỏng": _trouble(mark), "lượt chạy trễ": _waiting(late, mark)}
    for kind, trigger in triggers.items():
        name = mark.named(f"{OURS} · {kind}")
        yield AutomationCore(name=name, description=words, trigger=trigger, actions=[action])


def _said(one: AutomationCore) -> tuple[Any, ...]:
    trigger = one.trigger.model_dump(mode="json", exclude={"id"})
    trigger = {k: sorted(v) if isinstance(v, list) else v for k, v in trigger.items()}
    actions = [action.model_dump(mode="json") for action in one.actions]
    return one.description, trigger, actions
