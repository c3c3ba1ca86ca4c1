"""Which requests to Prefect only read: what its own UI asks for to show its pages.

Prefect reads by POST too, and some of its reading gives secrets away; so the posts are listed, as
recorded by opening every page of the UI of Prefect 3.8.8, and what carries blocks' secrets is left
out. docs/decisions/0083
"""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

from dondoc.limits import LONGEST_ADDRESS

PREFIX = "/prefect/"
"""Where Prefect stands below the portal's own address."""

_API = "api/"
_SPLITTING = frozenset("/\\%;?#")
_USUAL = re.compile(r"[A-Za-z0-9._~!$&'()*+,=:@/%-]*")
"""What stands in the addresses of Prefect's UI and API; all else two programs may read in two ways.
"""

READING_POSTS = (
    "artifacts/filter",
    "artifacts/latest/count",
    "artifacts/latest/filter",
    "automations/filter",
    "block_types/filter",
    "concurrency_limits/filter",
    "deployments/count",
    "deployments/filter",
    "deployments/paginate",
    "events/count-by/*",
    "events/filter",
    "flow_runs/count",
    "flow_runs/filter",
    "flow_runs/lateness",
    "flow_runs/paginate",
    "flows/count",
    "flows/filter",
    "flows/paginate",
    "logs/filter",
    "task_runs/count",
    "task_runs/filter",
    "task_runs/history",
    "task_runs/paginate",
    "ui/flow_runs/count-task-runs",
    "ui/flow_runs/history",
    "ui/flows/count-deployments",
    "ui/flows/next-runs",
    "v2/concurrency_limits/filter",
    "variables/count",
    "variables/filter",
    "work_pools/*/queues/filter",
    "work_pools/*/workers/filter",
    "work_pools/count",
    "work_pools/filter",
    "work_queues/filter",
)
"""Below `api/`; `*` is one part. `tests/portal/sign_in/` holds them against the UI's own code."""

HIDDEN = (
    "block_documents",
    "block_types/slug/*/block_documents",
    "events/in",
    "task_runs/subscriptions",
    "work_pools/*/workers/connect",
)
"""What no reader gets, by whatever method: the secrets of blocks, and lines that take orders."""


def prefect_path(address: str, root: str) -> str | None:
    """The path below Prefect's own, decoded; None for one that could be read in two ways.

    `address` is what the browser asked for, query and all; `root` the portal's path prefix.
    """
    path = address.partition("?")[0]
    start = root + PREFIX
    if len(address) > LONGEST_ADDRESS or not _USUAL.fullmatch(path) or not path.startswith(start):
        return None
    parts = path.removeprefix(start).split("/")
    found = [part for part in map(_plain, parts) if part is not None]
    whole = len(found) == len(parts) and "" not in found[:-1]
    return "/".join(found) if whole else None


def only_reads(method: str, path: str) -> bool:
    """Does the request change nothing, and give no secret away? `path` is of `prefect_path`."""
    looks = method in ("GET", "HEAD")
    if not path.startswith(_API):
        return looks
    parts = path.removeprefix(_API).rstrip("/").split("/")
    if any(_begins(parts, hidden.split("/")) for hidden in HIDDEN):
        return False
    return looks or (method == "POST" and any(_is(parts, one.split("/")) for one in READING_POSTS))


def _plain(part: str) -> str | None:
    """One part of a path, decoded once; None where what it says depends on who decodes it."""
    try:
        text = unquote_to_bytes(part).decode()
    except UnicodeDecodeError:
        return None
    odd = not text.isprintable() or bool(_SPLITTING & set(text)) or text in (".", "..")
    return None if odd else text


def _is(parts: list[str], pattern: list[str]) -> bool:
    return len(parts) == len(pattern) and _begins(parts, pattern)


def _begins(parts: list[str], pattern: list[str]) -> bool:
    return len(parts) >= len(pattern) and all(
        known in ("*", part) for known, part in zip(pattern, parts, strict=False)
    )
