"""What an inspector saw posted at a unit that was drawn: a look at its office, like every other.

What must be put right is asked with the inspection's own remedy (III.1.3.b4.2), not from here; the
next visit alone says that a finding is gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Problem, Refused
from dondoc.publication.posting.office_check import OfficeLook, keep_office_check
from dondoc.publication.posting.office_source import office_source
from dondoc.publication.posting.official_of_unit import official_of_day
from dondoc.publication.posting.posted_list import list_digest
from dondoc.publication.posting.spot_result import SpotForm, SpotFrame, spot_comparison
from models import Assignment, SpotCheck
from models.publication_kinds import CheckVerdict, ReadingWay

SEEN = "ghi kết quả niêm yết"


@dataclass(frozen=True)
class TypedSpot:
    """An inspector's result, as typed; codes in any writing, none: everything is posted."""

    seen_on: str
    not_posted: str = ""
    outdated: str = ""
    revoked: str = ""
    note: str = ""

    def as_form(self) -> Mapping[str, str]:
        return {
            "seen_on": self.seen_on,
            "not_posted": self.not_posted,
            "outdated": self.outdated,
            "revoked": self.revoked,
            "note": self.note,
        }


def looks_at_posting(duty: Duty) -> bool:
    """Does this inspection look at what is posted? Then it is told in the report's part on that."""
    return bool(duty.sample and duty.indicators) and duty.told_in == "IV"


def record_spot_check(
    session: Session,
    rulebook: Rulebook,
    duty: Duty,
    visited: Assignment,
    typed: TypedSpot,
    *,
    by: Actor,
    now: datetime,
) -> SpotCheck:
    """Keep the result; the same once more is one, another is a look of its own. Raises Refused."""
    if not looks_at_posting(duty):
        wanted = f"«{duty.short}» không kiểm tra niêm yết; chỉ ghi ở cuộc kiểm tra niêm yết"
        raise Refused(Problem("duty", duty.code, wanted, "Nhiệm vụ"))
    today = local_date(now)
    official = official_of_day(session, rulebook, today)
    entries = official.of(visited.unit_code)
    frame = SpotFrame({one.code: one for one in entries}, today)
    form = SpotForm.read(dict(typed.as_form()), frame)
    before = spot_checks(session, visited)
    if before and _same(before[-1], form):
        return before[-1]
    compared = spot_comparison(form, entries, on=form.seen_on)
    source = office_source(
        session, visited.unit_code, ReadingWay.BY_HAND, on=form.seen_on, by=by, now=now
    )
    look = OfficeLook(
        key=f"tai-cho-{visited.id}-{len(before) + 1}",
        verdict=CheckVerdict.READ,
        found=compared.found,
        counts=compared.counts,
        rows=compared.counts.shown,
        digest=list_digest(entries),
    )
    check = keep_office_check(session, rulebook, source, look, asks=False, now=now)
    kept = SpotCheck(
        assignment_id=visited.id or 0,
        check_id=check.id or 0,
        seen_on=form.seen_on,
        missing=list(form.not_posted),
        outdated=list(form.outdated),
        revoked=list(form.revoked),
        note=form.note or "",
        recorded_by=by,
        recorded_at=now,
    )
    session.add(kept)
    session.flush()
    target = f"assignment:{visited.id}"
    audit.record(session, actor=by, act=SEEN, target=target, now=now, detail=spot_words(kept))
    return kept


def spot_checks(session: Session, visited: Assignment) -> list[SpotCheck]:
    """Every result of the visit, the newest last."""
    query = select(SpotCheck).where(col(SpotCheck.assignment_id) == visited.id)
    return list(session.exec(query.order_by(col(SpotCheck.id))))


def spot_words(kept: SpotCheck) -> str:
    """«15/03/2027: chưa niêm yết 2 thủ tục (9.000001, 9.000002); …»; or that all is posted."""
    return phrases("posting").spot(kept)


def remedy_words(kept: SpotCheck) -> str:
    """What a unit is asked to put right, ready for the remedy's form; empty where nothing is."""
    return phrases("posting").remedy(kept)


def _same(kept: SpotCheck, form: SpotForm) -> bool:
    said = (form.seen_on, list(form.not_posted), list(form.outdated), list(form.revoked))
    had = (kept.seen_on, kept.missing, kept.outdated, kept.revoked)
    return said == had and kept.note == (form.note or "")
