"""What our modules warn of stands in the run's log, where the Prefect UI shows it."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

import pytest
from prefect.client.schemas.objects import State
from prefect.logging.handlers import APILogHandler
from prefect.states import Completed

from flows.dondoc_flow import dondoc_flow
from tests.support.flow_office import Office

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

TOKEN = "abcdefgh234567abcdefgh234567abcd"


@dondoc_flow("Lượt chạy thử nhật ký", run_name=lambda: "Thử nhật ký")
def warning_run() -> State[None]:
    """Warns as our modules do: in the main thread, in one of its own, with a fault."""
    logging.getLogger("dondoc.delivery").warning("Sổ %s, gửi ai@so-tai-chinh.example", "bị khóa")
    logging.getLogger("tasks.x").info("chuyện thường")
    other = logging.getLogger("dondoc.delivery.workers")
    thread = threading.Thread(target=other.warning, args=(f"ở luồng khác /v/{TOKEN}",))
    thread.start()
    thread.join()
    try:
        raise ValueError("mật khẩu ở đây")
    except ValueError:
        logging.getLogger("models").exception("Thư 5 chưa xử lý được")
    return Completed(name="xong")


def _log(office: Office, wanted: int) -> list[dict[str, Any]]:
    """What the server has of our loggers, once that many lines are there."""
    APILogHandler().flush()
    deadline = time.monotonic() + 30
    while True:
        asked = {"logs": {"level": {"ge_": logging.WARNING}}, "limit": 200}
        logs = office.server.ask("/logs/filter", asked)
        found = [one for one in logs if not one["name"].startswith("prefect")]
        if len(found) >= wanted or time.monotonic() > deadline:
            return found
        time.sleep(0.2)


def test_a_warning_of_ours_is_found_there_and_gives_nothing_away(office: Office):
    state = warning_run(return_state=True)
    logging.getLogger("dondoc").warning("sau lượt chạy")

    told = {(one["name"], one["message"]) for one in _log(office, 3)}
    assert "xong" == state.name
    assert told >= {
        ("dondoc.delivery", "Sổ bị khóa, gửi …@so-tai-chinh.example"),
        ("dondoc.delivery.workers", "ở luồng khác /v/…"),
        ("models", "Thư 5 chưa xử lý được (ValueError)"),
    }
    assert not {message for _name, message in told if "thường" in message or "sau lượt" in message}
    assert not any("mật khẩu ở đây" in message for _name, message in told)


def test_it_belongs_to_the_run(office: Office):
    state = warning_run(return_state=True)

    runs = {one["flow_run_id"] for one in _log(office, 3)}
    assert str(state.state_details.flow_run_id) in runs
