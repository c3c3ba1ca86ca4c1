"""Two people who act at once: as it comes, and just where the one has looked and not yet held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from sqlalchemy import Engine, event

from dondoc.problems import Refused


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act came to, begun in the same moment: its value, or how it was refused."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        together.wait()
        try:
            return act()
        except Refused as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def refusals(outcomes: list[object]) -> list[str]:
    """The words of those that were refused."""
    return [str(one) for one in outcomes if isinstance(one, Refused)]


@contextmanager
def just_before(engine: Engine, words: str, act: Callable[[], object]) -> Iterator[list[object]]:
    """Run `act`, once, just before the first statement with these words; yields what it came to.

    For PostgreSQL: on SQLite a writer holds the whole ledger from its first statement on.
    """
    came: list[object] = []

    def look(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if words in statement and not came:
            came.append(None)
            came[0] = act()

    event.listen(engine, "before_cursor_execute", look)
    try:
        yield came
    finally:
        event.remove(engine, "before_cursor_execute", look)
