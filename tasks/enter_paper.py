"""Recording what an officer typed."""

from __future__ import annotations

from datetime import datetime

from dondoc.access import MACHINE, Act, Matter, require
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import load_installation
from dondoc.problems import Refused
from dondoc.submissions.paper import Entered, Paper, record_paper
from models.database import transaction
from tasks.dondoc_task import dondoc_task

BY = Actor.flow("record_submission")


@dondoc_task("Ghi vào sổ theo dõi")
def enter_paper(paper: Paper, key: str | None, now: datetime) -> Entered | tuple[str, ...]:
    """What stands in the ledger now, or why nothing does: one sentence for each wrong field.

    A refusal is an answer to the officer, no fault of the machine: it is returned, so that no
    traceback buries its words. The same key is recorded once.
    """
    here = load_installation()
    try:
        with transaction(here.engine) as session:
            require(MACHINE, Act.RECORD, Matter())
            return record_paper(session, here.rulebook, paper, by=BY, key=key, now=now)
    except Refused as refused:
        return tuple(problem.sentence() for problem in refused.problems)
