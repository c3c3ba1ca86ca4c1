"""What waits for an officer, as a letter: the morning's, or at once about one thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dondoc.documents.consolidated.draft_artifact import PAPERS_PAGE
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.messages.message_facts import Rendered
from dondoc.messages.phrasing import shorten
from dondoc.messages.render_waiting import WaitingGroup, WaitingRow, render_waiting
from dondoc.publication.findings.finding_kinds import finding_rule
from dondoc.reporting.waiting_work import Waiting, WaitingPage, WaitingWork
from dondoc.rounds.naming import asked_by_hand, short_of

MOST = 5
"""So many things of one kind are named; the others are counted, with a link to them all."""


PUBLICATION_PAGE = "/bang/cong-khai"
FINDING_PAGE = f"{PUBLICATION_PAGE}/sai-lech"

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
        """What is decided elsewhere: mail, messages that did not go, contacts."""
        book = phrases("waiting")
        page = "/bang/thu-den"
        letters = (
            WaitingRow(shorten(book.mail_line(one), LONGEST), self._address(f"{page}/{one.id}"))
            for one in waiting.mail[: self.most]
        )
        stuck = (
            WaitingRow(book.stuck_line(one), self._address("/bang"))
            for one in waiting.stuck[: self.most]
        )
        contacts = (
            WaitingRow(book.contact_line(contact, unit), self._address("/bang/dau-moi"))
            for contact, unit in waiting.contacts[: self.most]
        )
        wishes = (
            WaitingRow(
                shorten(book.wish_line(wish, unit), LONGEST),
                self._address("/bang/dau-moi#de-nghi"),
            )
            for wish, unit in waiting.wishes[: self.most]
        )
        papers = (
            WaitingRow(book.paper_line(one), self._address(f"{PAPERS_PAGE}/{one.document.id}"))
            for one in waiting.papers[: self.most]
        )
        pages = (
            WaitingRow(
                shorten(_page_line(one), LONGEST),
                self._address(f"{FINDING_PAGE}/{one.found.finding.id}"),
            )
            for one in waiting.pages[: self.most]
        )
        groups = [
            self._group(
                book.papers(len(waiting.papers)), papers, of=len(waiting.papers), page=PAPERS_PAGE
            ),
            self._group(
                book.wishes(len(waiting.wishes)),
                wishes,
                of=len(waiting.wishes),
                page="/bang/dau-moi#de-nghi",
            ),
            self._group(
                book.pages(len(waiting.pages)),
                pages,
                of=len(waiting.pages),
                page=PUBLICATION_PAGE,
            ),
            self._group(book.mail(len(waiting.mail)), letters, of=len(waiting.mail), page=page),
            self._group(book.stuck(len(waiting.stuck)), stuck, of=len(waiting.stuck), page="/bang"),
            self._group(
                book.contacts(len(waiting.contacts)),
                contacts,
                of=len(waiting.contacts),
                page="/bang/dau-moi",
            ),
            self._group(
                book.strangers(waiting.strangers),
                (),
                of=waiting.strangers,
                page=f"{page}?ngan=nguoi-la",
            ),
        ]
        counts = (
            len(waiting.papers),
            *(
                len(waiting.wishes),
                len(waiting.pages),
                len(waiting.mail),
                len(waiting.stuck),
                len(waiting.contacts),
            ),
            waiting.strangers,
        )
        return [group for group, count in zip(groups, counts, strict=True) if count]

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


def _page_line(page: WaitingPage) -> str:
    name = finding_rule(page.found.finding.kind).name
    return phrases("waiting").page_line(page.unit, name, page.found.source.address)


def _nearest(works: Iterable[WaitingWork]) -> date | None:
    return min((one.by_on for one in works if one.by_on), default=None)
