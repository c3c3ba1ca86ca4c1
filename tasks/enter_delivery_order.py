"""Taking delivery in hand: channels and single messages, as an officer typed it."""

from __future__ import annotations

from datetime import datetime

from prefect.client.orchestration import get_client
from prefect.runtime import flow_run

from dondoc.contacts.address import masked
from dondoc.delivery.operating.delivery_form import Done, Order, carry_out
from dondoc.ledger.installation import load_installation
from dondoc.problems import Refused
from models.database import transaction
from tasks.dondoc_task import dondoc_task


@dondoc_task("Điều hành việc gửi tin")
def enter_order(order: Order, now: datetime) -> Done | tuple[str, ...]:
    """What was done, or why nothing was: one sentence for each wrong field.

    A refusal is an answer to the officer, no fault of the machine.
    """
    here = load_installation()
    try:
        with transaction(here.engine) as session:
            return carry_out(session, here.settings, here.rulebook, order, now=now)
    except Refused as refused:
        return tuple(masked(problem.sentence()) for problem in refused.problems)


@dondoc_task("Xóa địa chỉ thư khỏi tham số của lượt chạy")
def forget_addresses() -> None:
    """The form's addresses do not stay in the run: everyone who may see Prefect would see them."""
    kept = {name: masked(str(value)) for name, value in flow_run.parameters.items()}
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, parameters=kept)
