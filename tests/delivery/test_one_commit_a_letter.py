"""What happens on a line in one instant is one commit, and each commit is on the disk."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event, text

from dondoc.clock import at
from dondoc.delivery.workers import Lines
from dondoc.ledger.installation import Context
from models.database import make_engine
from tests.support.hurried_sqlite import as_shipped
from tests.support.post import Office

OPENING = date(2027, 3, 1)
EIGHT = at(OPENING, 8)


@pytest.mark.one_database
def test_that_one_was_sent_and_that_the_next_is_begun_are_written_together(
    engine, settings, rulebook, cast
):
    office = Office(engine, settings, rulebook)
    office.morning(OPENING)
    letters = office.claimed(EIGHT)
    jobs, commits = [], []
    context = Context(settings, rulebook, engine, EIGHT)

    class OneLine:
        """A line that begins when every letter is there."""

        def submit(self, work):
            jobs.append(work)

    lines = Lines(engine, context, office.postman, OneLine(), lambda: EIGHT)  # type: ignore[arg-type]
    lines.take(letters)
    noted = commits.append
    event.listen(engine, "commit", noted)
    for job in jobs:
        job()
    event.remove(engine, "commit", noted)
    lines.bring_home()

    assert len(letters) == len(office.postman.sent) == 3
    assert len(letters) + 1 == len(commits)


def test_sqlite_waits_for_the_disk(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'so.db'}")
    with as_shipped(), engine.connect() as connection:
        assert 2 == connection.execute(text("PRAGMA synchronous")).scalar()  # FULL
    engine.dispose()
