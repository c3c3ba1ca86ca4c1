"""The real calendar and plan: these tests are what holds them to the law and the decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from dondoc.calendar.workdays import Workdays, load_workdays
from dondoc.plan.agenda import agenda
from dondoc.plan.registry import Registry, load_registry


@pytest.fixture(scope="session")
def workdays() -> Workdays:
    return load_workdays()


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="session")
def report_days(registry: Registry, workdays: Workdays) -> Callable[..., list[str]]:
    """The named days of the units' report, «01/03 Báo cáo quý I/2021 · mở kỳ».

    Keyword arguments change the duty: `due="D20"`.
    """

    def named(
        start_on: date = date(2021, 1, 1), end_on: date = date(2021, 12, 31), **changes: Any
    ) -> list[str]:
        duty = registry.plan.duty("III.1.1.c").model_copy(update=changes)
        days = agenda(duty, registry.plan, registry, workdays, start_on=start_on, end_on=end_on)
        return [f"{one.on:%d/%m} {one.name(duty)}" for one in days]

    return named
