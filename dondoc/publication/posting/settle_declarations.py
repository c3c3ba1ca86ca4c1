"""Each declaration of a unit's posting becomes a look at its office; who declared nothing, too.

The declaration is a submission like any (II.3.5): who is late with it is urged like anybody. That
a quarter ended without one is what score and board show, never a second assignment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.ledger.actors import SYSTEM
from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.publication.discrepancy import Discrepancy
from dondoc.publication.posting.office_check import OfficeLook, keep_office_check
from dondoc.publication.posting.office_source import office_source
from dondoc.publication.posting.official_of_unit import OfficialOfDay, official_of_day
from dondoc.publication.posting.posted_list import (
    PostedComparison,
    PostedList,
    compare_posted,
    list_digest,
)
from models import (
    Assignment,
    DeclarationCheck,
    PublicationCheck,
    PublicationSource,
    Round,
    Scan,
    Submission,
)
from models.kinds import Answer
from models.publication_kinds import CheckVerdict, FindingKind, ReadingWay

LOOKED_BACK = timedelta(days=31)
"""A day that passed longer ago is history: when the check is first run, nobody is noted for it."""


@dataclass(frozen=True)
class DeclarationRun:
    """What a look at the declarations came to."""

    declared: int  # declarations held against the list by this run
    behind: int  # of them, those with something wrong
    silent: int  # units whose day passed without one, by this run

    def sentence(self) -> str:
        """«niêm yết tại trụ sở: đối chiếu 12 bản tự khai, 3 bản cũ»; empty where nothing came."""
        return phrases("posting").run_said(self) if self.declared or self.silent else ""


def declaring_duties(rulebook: Rulebook) -> list[Duty]:
    """The duties under which units declare what is posted."""
    duties = rulebook.registry.plan.duties
    asked = {one.code: (*one.evidence.fields, *one.evidence.optional) for one in duties}
    return [one for one in duties if "posted_list" in asked[one.code]]


def settle_declarations(session: Session, rulebook: Rulebook, *, now: datetime) -> DeclarationRun:
    """Hold every declaration that nobody held yet against the list of the day it came on."""
    codes = [one.code for one in declaring_duties(rulebook)]
    days: dict[date, OfficialOfDay] = {}
    compared = [
        _settle(session, rulebook, days, paper, unit_code, now=now)
        for paper, unit_code in _unsettled(session, codes, now)
    ]
    silent = _settle_silent(session, rulebook, codes, now=now)
    behind = sum(bool(one.found) for one in compared)
    return DeclarationRun(len(compared), behind, silent)


def _unsettled(
    session: Session, codes: Sequence[str], now: datetime
) -> Iterator[tuple[Submission, str]]:
    """Declarations without a look, the oldest first; each version is one of its own."""
    query: Any = (
        select(Submission, Assignment.unit_code)
        .join(Assignment, col(Submission.assignment_id) == col(Assignment.id))
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .join(
            DeclarationCheck,
            col(DeclarationCheck.submission_id) == col(Submission.id),
            isouter=True,
        )
        .where(
            col(Round.duty).in_(codes),
            col(Submission.answer) == Answer.DONE,
            col(Submission.list_on).is_not(None),
            col(Submission.withdrawn_at).is_(None),
            col(Submission.recorded_at) <= now,
            col(DeclarationCheck.submission_id).is_(None),
        )
        .order_by(col(Submission.id))
    )
    yield from session.exec(query).all()


def _settle(
    session: Session,
    rulebook: Rulebook,
    days: dict[date, OfficialOfDay],
    paper: Submission,
    unit_code: str,
    *,
    now: datetime,
) -> PostedComparison:
    on = paper.document_on or local_date(paper.received_at)  # the day of the photo
    if on not in days:
        days[on] = official_of_day(session, rulebook, on)
    entries = days[on].of(unit_code)
    posted = PostedList(paper.list_number, _signed(days[on], paper))
    compared = compare_posted(posted, entries, days[on].signed, on=on)
    source = office_source(session, unit_code, ReadingWay.DECLARATION, on=on, by=SYSTEM, now=now)
    look = OfficeLook(
        key=f"tu-khai-{paper.id}",
        verdict=CheckVerdict.READ,
        found=compared.found,
        counts=compared.counts,
        rows=compared.counts.shown,
        digest=list_digest(entries),
    )
    check = keep_office_check(session, rulebook, source, look, asks=True, now=now)
    row = {"submission_id": paper.id, "check_id": check.id}
    insert_new(session, DeclarationCheck, [row])
    return compared


def _signed(day: OfficialOfDay, paper: Submission) -> date:
    """When the declared decision was signed: as the ledger knows it, else as the unit says."""
    assert paper.list_on is not None  # asked for by the query
    return day.signed.get(paper.list_number or "", paper.list_on)


def _settle_silent(
    session: Session, rulebook: Rulebook, codes: Sequence[str], *, now: datetime
) -> int:
    """A look that proves nothing for each unit whose day passed without a declaration."""
    count = 0
    for period, unit_code, due_on in _silent(session, codes, now):
        source = office_source(
            session, unit_code, ReadingWay.DECLARATION, on=due_on, by=SYSTEM, now=now
        )
        found = Discrepancy(
            kind=FindingKind.OFFICE_NOT_DECLARED,
            expected=phrases("posting").declaration_due(due_on),
            actual=phrases("posting").not_declared(),
            locator=phrases("posting").place(),
            due_on=due_on,
        )
        look = OfficeLook(f"chua-khai-{period}", CheckVerdict.UNVERIFIABLE, (found,))
        keep_office_check(session, rulebook, source, look, asks=False, now=now)
        count += 1
    return count


def _silent(session: Session, codes: Sequence[str], now: datetime) -> list[tuple[str, str, date]]:
    """Period, unit and date of what is past it, unanswered, and not noted yet."""
    answered = select(Submission.assignment_id).where(
        col(Submission.withdrawn_at).is_(None), col(Submission.recorded_at) <= now
    )
    noted = (
        select(PublicationCheck.id)
        .join(Scan, col(PublicationCheck.scan_id) == col(Scan.id))
        .join(PublicationSource, col(PublicationCheck.source_id) == col(PublicationSource.id))
        .where(
            col(Scan.key) == "chua-khai-" + col(Round.period),
            col(PublicationSource.unit_code) == col(Assignment.unit_code),
        )
    )
    wanted: tuple[Any, ...] = (Round.period, Assignment.unit_code, Assignment.due_on)
    query: Any = (
        select(*wanted)
        .join(Round, col(Assignment.round_id) == col(Round.id))
        .where(
            col(Round.duty).in_(codes),
            col(Assignment.due_on) < local_date(now),
            col(Assignment.due_on) >= local_date(now) - LOOKED_BACK,
            col(Assignment.waived_at).is_(None),
            col(Assignment.completed_at).is_(None),
            col(Assignment.id).not_in(answered),
            ~noted.exists(),
        )
        .order_by(col(Round.period), col(Assignment.unit_code))
    )
    return [(one[0], one[1], one[2]) for one in session.exec(query)]
