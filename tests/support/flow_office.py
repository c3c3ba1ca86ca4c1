"""What a flow stands on, and what it left behind on the server."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.request import Request, urlopen

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
        with urlopen(f"{self.server.api_url}/artifacts/{key}/latest") as answer:
            found: dict[str, Any] = json.load(answer)
            return found

    def run_names(self, like: str) -> list[str]:
        """The names of all runs, past and planned, that hold these words."""
        body = json.dumps({"flow_runs": {"name": {"like_": like}}, "limit": 200}).encode()
        request = Request(f"{self.server.api_url}/flow_runs/filter", body)
        request.add_header("Content-Type", "application/json")
        with urlopen(request) as answer:
            return [run["name"] for run in json.load(answer)]
