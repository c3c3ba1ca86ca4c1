"""A source that is looked at."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from tests.support.cast import Cast
from tests.support.published import Published


@pytest.fixture
def published(engine: Engine, rulebook: Rulebook, cast: Cast) -> Published:
    return Published(engine, rulebook)
