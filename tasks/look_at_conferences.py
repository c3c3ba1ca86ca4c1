"""A conference's day: answers that never came are closed, the figures are shown in Prefect."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from prefect.artifacts import create_table_artifact

from dondoc.clock import local_date
from dondoc.conference.conference_figures import ConferenceFigures, conference_figures
from dondoc.conference.find_conference import all_conferences, announced
from dondoc.conference.questions import take_answers
from dondoc.conference.remind_of_day import remind_of_day
from dondoc.conference.settle_conference import settle_answers
from dondoc.ledger.installation import load_installation
from dondoc.messages.environment import phrases
from models.database import transaction
from tasks.dondoc_task import dondoc_task

SHOWN_FOR = 365
"""Days after its day for which a conference is shown: until its index is decided, and a while."""


@dondoc_task("Nhắc họp kèm mã điểm danh, chuyển câu trả lời, khép giấy mời sau ngày họp")
def settle_conferences(now: datetime) -> int:
    """Remind who comes of a day that is next; pass on the answers that owners of questions handed
    in; close what was never answered of conferences that are over, returns how many.
    """
    here = load_installation()
    with transaction(here.engine) as session:
        remind_of_day(session, here.rulebook, now=now)
        take_answers(session, here.rulebook, now=now)
        return settle_answers(session, now=now)


@dondoc_task("Công bố số liệu Hội nghị")
def publish_conferences(now: datetime) -> list[tuple[str, ConferenceFigures]]:
    """Write the artifact `hoi-nghi`; returns each conference's sentence and figures."""
    here = load_installation()
    book = phrases("conference")
    with transaction(here.engine, write=False) as session:
        rows: list[dict[str, Any]] = []
        said: list[tuple[str, ConferenceFigures]] = []
        for one in all_conferences(session):
            day = announced(session, one).day
            if (local_date(now) - day).days > SHOWN_FOR:
                continue
            figures = conference_figures(session, one)
            rows.append(figures.row(one.title, day))
            said.append((book.run_said(one, figures), figures))
    if rows:
        caption = book.artifact_caption()
        create_table_artifact(table=rows, key="hoi-nghi", description=caption)
    return said
