"""What waits for an officer, as a letter: the morning's, or at once about one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from dondoc.documents.consolidated.draft_artifact import PAPERS_PAGE
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.messages.message_facts import Rendered
from dondoc.messages.phrasing import shorten
from dondoc.messages.render_waiting import WaitingGroup, WaitingRow, render_waiting
from dondoc.publication.findings.finding_kinds import finding_rule
from dondoc.reporting.waiting_work import (
    StuckLetter,
    Waiting,
    WaitingPage,
    WaitingPaper,
    WaitingWork,
)
from dondoc.rounds.naming import asked_by_hand, short_of
from models import Contact, ContactRequest, Incoming, UnitRow

MOST = 5
"""So many things of one kind are named; the others are counted, with a link to them all."""


CONTACTS_PAGE = "/bang/dau-moi"
WISHES_PAGE = f"{CONTACTS_PAGE}#de-nghi"
LETTERS_PAGE = "/bang/thu-den"
PUBLICATION_PAGE = "/bang/cong-khai"
FINDING_PAGE = f"{PUBLICATION_PAGE}/sai-lech"

T = TypeVar("T")
Row = tuple[str, str]
"""What a row says, and the page it leads to."""

LONGEST = 120
"""A stranger may write a subject of any length; ours has room for so much of it."""


@dataclass(frozen=True)
class OfficerLetter:
    """Writes what waits; `context` is whose board the links lead to.

    The board itself shows the same groups: with links of its own `base`, and as many rows of a kind
    as it has room for.
    """

    context: Context
    base: str | None = None
    most: int = MOST

    def groups(self, waiting: Waiting) -> list[WaitingGroup]:
        """Each kind of thing with its first rows, the kind with the nearest date first."""
        return [*self._works(waiting), *self._rest(waiting)]

    def morning(self, to: str, waiting: Waiting) -> Rendered:
        """Everything that waits, the nearest date first."""
        book = phrases("waiting")
        count, nearest_on = waiting.count, _nearest(waiting.works)
        return render_waiting(
            to=to,
            subject=book.subject(count, nearest_on),
            says=book.opening(count, nearest_on),
            groups=self.groups(waiting),
            link=self._address("/bang"),
        )

    def at_once(self, to: str, waiting: Waiting) -> Rendered:
        """One thing, whose date is near."""
        book = phrases("waiting")
        [work] = waiting.works
        says = book.request_subject if waiting.requests else book.not_done_subject
        return render_waiting(
            to=to,
            subject=says(work),
            says=book.at_once(),
            groups=self._works(waiting),
            link=self._address("/bang"),
        )

    def _works(self, waiting: Waiting) -> list[WaitingGroup]:
        """What is decided on the pages of assignments, the kind with the nearest date first."""
        book = phrases("waiting")
        above_on = _nearest(waiting.reports)
        groups = [
            (waiting.requests, book.requests(len(waiting.requests)), book.request_line),
            (waiting.not_done, book.not_done(len(waiting.not_done)), book.not_done_line),
            (waiting.reports, book.reports(len(waiting.reports), above_on), book.report_line),
        ]
        found = [group for group in groups if group[0]]
        found.sort(key=lambda group: _nearest(group[0]) or date.max)
        return [self._of_works(works, says, line) for works, says, line in found]

    def _of_works(
        self, works: Sequence[WaitingWork], says: str, line: Callable[..., str]
    ) -> WaitingGroup:
        rows = (
            WaitingRow(line(one, self._name(one)), self._address(f"/bang/viec/{one.facts.id}"))
            for one in works[: self.most]
        )
        return self._group(says, rows, of=len(works), page="/bang/cho-quyet-dinh")

    def _rest(self, waiting: Waiting) -> list[WaitingGroup]:
        """What is decided elsewhere: papers, contacts, pages, mail, messages that did not go."""
        book = phrases("waiting")
        return [
            *self._listed(waiting.papers, book.papers, _paper_row, PAPERS_PAGE),
            *self._listed(waiting.wishes, book.wishes, _wish_row, WISHES_PAGE),
            *self._listed(waiting.pages, book.pages, _page_row, PUBLICATION_PAGE),
            *self._listed(waiting.mail, book.mail, _mail_row, LETTERS_PAGE),
            *self._listed(waiting.stuck, book.stuck, _stuck_row, "/bang"),
            *self._listed(waiting.contacts, book.contacts, _contact_row, CONTACTS_PAGE),
            *self._strangers(waiting.strangers),
        ]

    def _listed(
        self, things: Sequence[T], says: Callable[[int], str], row: Callable[[T], Row], page: str
    ) -> list[WaitingGroup]:
        """One kind of thing, with its first rows; nothing where none waits."""
        if not things:
            return []
        rows = (
            WaitingRow(words, self._address(leads_to))
            for words, leads_to in map(row, things[: self.most])
        )
        return [self._group(says(len(things)), rows, of=len(things), page=page)]

    def _strangers(self, count: int) -> list[WaitingGroup]:
        """Mail of people we do not know is counted, not named."""
        if not count:
            return []
        says, page = phrases("waiting").strangers(count), f"{LETTERS_PAGE}?ngan=nguoi-la"
        return [self._group(says, (), of=count, page=page)]

    def _group(self, says: str, rows: Iterable[WaitingRow], *, of: int, page: str) -> WaitingGroup:
        shown = tuple(rows)
        left_out = of - len(shown) if shown else 0
        more = phrases("waiting").more(left_out) if left_out else ""
        return WaitingGroup(says, shown, more, self._address(page))

    def _name(self, work: WaitingWork) -> str:
        """«Báo cáo CCHC quý I/2027»"""
        brief = "" if work.facts.subject else work.duty.brief
        name = brief or short_of(work.duty, work.facts)
        if asked_by_hand(work.facts):
            return name
        return f"{name} {self.context.rulebook.period(work.duty, work.facts.period).short()}"

    def _address(self, page: str) -> str:
        base = self.context.settings.base_url if self.base is None else self.base
        return f"{base}{page}"


def _paper_row(one: WaitingPaper) -> Row:
    return phrases("waiting").paper_line(one), f"{PAPERS_PAGE}/{one.document.id}"


def _wish_row(one: tuple[ContactRequest, UnitRow]) -> Row:
    wish, unit = one
    return shorten(phrases("waiting").wish_line(wish, unit), LONGEST), WISHES_PAGE


def _page_row(page: WaitingPage) -> Row:
    finding = page.found.finding
    said = phrases("waiting").page_line(
        page.unit, finding_rule(finding.kind).name, page.found.source.address
    )
    return shorten(said, LONGEST), f"{FINDING_PAGE}/{finding.id}"


def _mail_row(one: Incoming) -> Row:
    return shorten(phrases("waiting").mail_line(one), LONGEST), f"{LETTERS_PAGE}/{one.id}"


def _stuck_row(one: StuckLetter) -> Row:
    return phrases("waiting").stuck_line(one), "/bang"


def _contact_row(one: tuple[Contact, UnitRow]) -> Row:
    contact, unit = one
    return phrases("waiting").contact_line(contact, unit), CONTACTS_PAGE


def _nearest(works: Iterable[WaitingWork]) -> date | None:
    return min((one.by_on for one in works if one.by_on), default=None)
