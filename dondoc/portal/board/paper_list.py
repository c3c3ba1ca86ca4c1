"""The papers of a year as the board lists them: a line a matter, its newest version in front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlmodel import Session

from dondoc.access import Act
from dondoc.documents.papers import PAPER_KINDS, paper_name
from dondoc.documents.register.find_paper import newest_of, papers_of_years
from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from dondoc.documents.register.paper_rights import may_write, why_not_read
from dondoc.plan.base import NotInPlan
from dondoc.plan.schema import Duty
from dondoc.portal.context import PageContext
from models import Account, Document
from models.kinds import DocumentKind


@dataclass(frozen=True)
class PaperLine:
    """One matter: `versions` the newest first; who may not read it sees that it is there."""

    name: str
    matter: PaperMatter
    versions: tuple[Document, ...]
    readable: frozenset[int]

    @property
    def newest(self) -> Document:
        return self.versions[0]

    @property
    def draft(self) -> Document | None:
        """What waits to be issued."""
        newest = self.newest
        return newest if newest.issued_at is None and newest.withdrawn_at is None else None

    @property
    def issued(self) -> list[Document]:
        return [one for one in self.versions if one.issued_at is not None]

    @property
    def withdrawn(self) -> bool:
        """Is there nothing of it but what was taken back?"""
        return self.draft is None and not self.issued


@dataclass(frozen=True)
class PaperOffer:
    """A paper that this account may draft now; `key` is how the form calls it."""

    key: str
    name: str
    matter: PaperMatter


@dataclass(frozen=True)
class PaperList:
    """What the page shows, after its filters. `kinds` and `duties` are what can be chosen."""

    year: int
    years: tuple[int, ...]
    kinds: tuple[DocumentKind, ...]
    duties: tuple[Duty, ...]
    lines: tuple[tuple[Duty, tuple[PaperLine, ...]], ...]
    left_out: int  # of a duty that the plan's files no longer know (decision 0030)

    @property
    def withdrawn(self) -> list[PaperLine]:
        return [one for _duty, lines in self.lines for one in lines if one.withdrawn]


def paper_list(
    session: Session, here: PageContext, account: Account, *, year: int, kind: str, duty: str
) -> PaperList:
    """The papers of a year, of the newest one where that year has none; `duty` is a slug."""
    by_year = papers_of_years(session)
    chosen = year if year in by_year else next(iter(by_year), here.today.year)
    every = by_year.get(chosen, [])
    found = [one for one in every if _duty(here, one)]
    duties = {
        (one.plan, one.duty): here.rulebook.registry.duty_of(one.plan, one.duty) for one in found
    }
    shown = [
        one
        for one in found
        if kind in ("", one.kind) and duty in ("", duties[one.plan, one.duty].slug)
    ]
    lines = [
        _line(here, account, matter, tuple(versions))
        for matter, versions in groupby(shown, key=matter_of)
    ]
    grouped = groupby(lines, key=lambda one: (one.matter.plan, one.matter.duty))
    return PaperList(
        year=chosen,
        years=tuple(by_year),
        kinds=tuple(dict.fromkeys(one.kind for one in found)),
        duties=tuple(duties.values()),
        lines=tuple((duties[code], tuple(of_duty)) for code, of_duty in grouped),
        left_out=len(every) - len(found),
    )


def paper_offers(session: Session, here: PageContext, account: Account) -> list[PaperOffer]:
    """What this account may draft now and nobody has yet."""
    if not here.may(account, Act.PAPERS):
        return []
    wanted = [one for kind in PAPER_KINDS.values() for one in kind.to_draft(session, here)]
    return [
        PaperOffer(offer_key(one), paper_name(here.rulebook, one), one)
        for one in wanted
        if may_write(here.rulebook, one, account, now=here.now) and newest_of(session, one) is None
    ]


def offer_key(matter: PaperMatter) -> str:
    """How a form calls a matter."""
    return ":".join(str(one) for one in matter.values().values())


def chosen_offer(offers: Sequence[PaperOffer], key: str) -> PaperOffer | None:
    return next((one for one in offers if one.key == key), None)


def _line(
    here: PageContext, account: Account, matter: PaperMatter, versions: tuple[Document, ...]
) -> PaperLine:
    readable = frozenset(
        one.id or 0
        for one in versions
        if not why_not_read(here.rulebook, one, account, now=here.now)
    )
    return PaperLine(paper_name(here.rulebook, matter), matter, versions, readable)


def _duty(here: PageContext, document: Document) -> Duty | None:
    try:
        return here.rulebook.registry.duty_of(document.plan, document.duty)
    except NotInPlan:
        return None
