"""Which requests to Prefect only read, held against the code of Prefect's own UI."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from dondoc.limits import LONGEST_ADDRESS
from dondoc.portal.sign_in.prefect_requests import READING_POSTS, only_reads, prefect_path

_PREFECT = importlib.util.find_spec("prefect")  # loaded here, it would read the user's own home
UI = Path(str(_PREFECT and _PREFECT.origin)).parent / "server" / "ui-v2" / "assets"
CHANGES = {
    "automations",
    "block_documents",
    "concurrency_limits",
    "concurrency_limits/tag/*/reset",
    "deployments",
    "deployments/*/create_flow_run",
    "deployments/*/schedules",
    "flow_runs/*/resume",
    "flow_runs/*/set_state",
    "task_runs/*/set_state",
    "v2/concurrency_limits",
    "variables",
    "work_pools",
    "work_pools/*/queues",
}
OF_FORMS = {"block_schemas/filter", "ui/schemas/validate"}  # only where something is to be changed
WITH_SECRETS = {"block_documents/count", "block_documents/filter"}
ROOM = "/don-doc/prefect/api"


def posted_by_the_ui() -> set[str]:
    """Every address to which the code of its pages posts."""
    code = "".join(file.read_text(encoding="utf-8") for file in UI.glob("*.js"))
    found = re.findall(r"\.POST\(`/([^`]+)`", code)
    return {re.sub(r"{\w+}", "*", path).rstrip("/") for path in found}


def test_each_post_of_prefects_pages_is_known_to_read_or_to_change() -> None:
    known = set(READING_POSTS) | CHANGES | OF_FORMS | WITH_SECRETS

    assert known == posted_by_the_ui()
    assert sorted(READING_POSTS) == list(READING_POSTS)


@pytest.mark.parametrize("path", sorted(CHANGES | OF_FORMS | WITH_SECRETS))
def test_who_only_reads_posts_nothing_else(path: str) -> None:
    assert not only_reads("POST", f"api/{path.replace('*', '5')}")


@pytest.mark.parametrize("path", READING_POSTS)
def test_who_only_reads_posts_what_reading_needs_and_does_nothing_else_there(path: str) -> None:
    address = f"api/{path.replace('*', 'kiem-thu')}"

    assert only_reads("POST", address)
    assert not any(only_reads(method, address) for method in ("PUT", "PATCH", "DELETE", "post"))
    assert not only_reads("POST", f"{address}/1")


@pytest.mark.parametrize(
    ("address", "path"),
    [
        (f"{ROOM}/flow_runs/filter", "api/flow_runs/filter"),
        (
            f"{ROOM}/work_pools/m%C3%A1y%201/queues/filter?x=/../",
            "api/work_pools/máy 1/queues/filter",
        ),
        ("/don-doc/prefect/v2/runs?state=%2e%2e", "v2/runs"),
        ("/don-doc/prefect/v2/", "v2/"),
        ("/don-doc/prefect/", ""),
        (f"{ROOM}/flow_runs/", "api/flow_runs/"),
    ],
)
def test_an_address_that_reads_one_way(address: str, path: str) -> None:
    assert path == prefect_path(address, "/don-doc")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/don-doc/prefec",
        "/don-doc/bang",
        "/prefect/api/flow_runs/filter",
        f"{ROOM}/flow_runs/filter/../bulk_delete",
        f"{ROOM}/flow_runs/filter/%2e%2e/bulk_delete",
        f"{ROOM}/flow_runs/./filter",
        f"{ROOM}//flow_runs/filter",
        f"{ROOM}/flow_runs%2ffilter",
        f"{ROOM}/flow_runs%5cfilter",
        f"{ROOM}/flow_runs\\filter",
        f"{ROOM}/flow_runs/bulk_delete;/filter",
        f"{ROOM}/flow_runs/bulk_delete%3b",
        f"{ROOM}/flow_runs/%252e%252e/filter",
        f"{ROOM}/flow_runs/bulk_delete%3f/filter",
        f"{ROOM}/flow_runs/bulk_delete#/filter",
        f"{ROOM}/flow_runs/filter%00",
        f"{ROOM}/flow_runs/filter%0d%0a",
        f"{ROOM}/flow_runs/%ff",
        f"{ROOM}/flow_runs/\u2025/filter",
        f"https://x.example{ROOM}/flow_runs/filter",
        f"{ROOM}/" + "a" * LONGEST_ADDRESS,
    ],
)
def test_an_address_that_two_programs_may_read_in_two_ways_is_none(address: str) -> None:
    assert prefect_path(address, "/don-doc") is None
