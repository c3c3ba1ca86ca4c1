"""A form's act put before the account that it names: asked by mail, done by that account alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from prefect.client.orchestration import get_client
from prefect.runtime import flow_run

from dondoc.contacts.address import masked
from dondoc.delivery.operating.asked_act import AskedAccount, Wish
from dondoc.delivery.operating.asked_act import ask_account as ask
from dondoc.ledger.installation import load_installation
from dondoc.problems import Refused
from models.database import transaction
from models.kinds import AskedForm
from tasks.dondoc_task import dondoc_task

WAITS = "chờ xác nhận"
"""The name of the state in which the run ends: whoever holds Prefect's password is no account."""


@dondoc_task("Hỏi người đứng tên")
def ask_account(
    form: AskedForm, typed: Mapping[str, Any], address: str, now: datetime
) -> AskedAccount | tuple[str, ...]:
    """Whom the mail asks, or why nobody is: one sentence for each wrong field.

    A refusal is an answer to the officer, no fault of the machine. A run asks once.
    """
    here = load_installation()
    wish = Wish(form, typed, f"flow-run:{flow_run.id}")
    try:
        with transaction(here.engine) as session:
            return ask(session, here.at(now), wish, address=address)
    except Refused as refused:
        return tuple(masked(problem.sentence()) for problem in refused.problems)


@dondoc_task("Xóa địa chỉ thư khỏi tham số của lượt chạy")
def forget_addresses() -> None:
    """The form's addresses do not stay in the run: everyone who may see Prefect would see them."""
    kept = {name: _without(value) for name, value in flow_run.parameters.items()}
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, parameters=kept)


def _without(value: Any) -> Any:
    return masked(value) if isinstance(value, str) else value
