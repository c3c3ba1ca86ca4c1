"""The one Prefect server, for what has to be asked of a real one."""

from __future__ import annotations

import pytest

from tests.support.prefect_harness import PrefectServer, running_server


@pytest.fixture(scope="session")
def prefect_server() -> PrefectServer:
    return running_server()
