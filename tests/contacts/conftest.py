"""The real plan, and a file of contacts as somebody would save it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from dondoc.contacts.contact_columns import check_contacts
from dondoc.contacts.entries import CheckedFile
from dondoc.delivery.check_address import check_address
from dondoc.plan.registry import Registry, load_registry
from dondoc.problems import Refused

TODAY = date(2027, 3, 1)


@pytest.fixture(scope="session")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="session")
def check(registry: Registry) -> Callable[..., CheckedFile]:
    """Check a file given as lines, on a day of 2027."""

    def checked(*lines: str, on: date = TODAY, demo: bool = True) -> CheckedFile:
        content = "\n".join(lines).encode()
        return check_contacts(content, registry, check_address=check_address, on=on, demo=demo)

    return checked


@pytest.fixture(scope="session")
def refusal(check: Callable[..., CheckedFile]) -> Callable[..., list[str]]:
    """The sentences with which the file is refused."""

    def refused(*lines: str, on: date = TODAY, demo: bool = True) -> list[str]:
        with pytest.raises(Refused) as caught:
            check(*lines, on=on, demo=demo)
        return [problem.sentence() for problem in caught.value.problems]

    return refused
