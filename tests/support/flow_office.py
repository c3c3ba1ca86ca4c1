"""What a flow stands on, and what it left behind on the server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine

from dondoc.settings import Settings
from tests.support.prefect_harness import PrefectServer


@dataclass
class Office:
    """What a flow stands on, and what it left behind on the server."""

    engine: Engine
    settings: Settings
    server: PrefectServer
    said: list[str] = field(default_factory=list)

    def artifact(self, key: str) -> dict[str, Any]:
        """The newest version of that artifact."""
        found: dict[str, Any] = self.server.ask(f"/artifacts/{key}/latest")
        return found

    def run_names(self, like: str) -> list[str]:
        """The names of all runs, past and planned, that hold these words."""
        wanted = {"flow_runs": {"name": {"like_": like}}, "limit": 200}
        return [run["name"] for run in self.server.ask("/flow_runs/filter", wanted)]
