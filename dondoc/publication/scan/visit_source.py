"""One visit: what stands at a source's address is fetched, kept and read. No ledger is open.

A visit never raises for what the other side does: nothing came, or it proves nothing, is a result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dondoc import clock
from dondoc.publication.page_rows import PageReading
from dondoc.publication.reading.read_page import read_page
from dondoc.publication.scan.due_sources import DueSource, KeptPage
from dondoc.publication.scan.follow_list import FollowedPage, follow_list
from dondoc.publication.snapshots import keep_snapshot, read_snapshot
from dondoc.web.link_check import LinkState
from dondoc.web.media_types import HTML
from dondoc.web.page_text import DecodedPage, decode_page
from dondoc.web.site_answer import NotFetched, SiteAnswer, Tls
from dondoc.web.site_visitor import SiteVisitor
from dondoc.web.soft_failure import TROUBLE_OF, trouble_of
from models.publication_kinds import CheckVerdict, ReadingTrouble

_NOTHING_CAME = frozenset(
    {
        ReadingTrouble.SLOW,
        ReadingTrouble.NO_CONNECTION,
        ReadingTrouble.TOO_MANY_REDIRECTS,
        ReadingTrouble.SERVER_ERROR,
        ReadingTrouble.GONE,
        ReadingTrouble.TLS_INVALID,
        ReadingTrouble.REFUSED_ADDRESS,
        ReadingTrouble.OWN_LINE,
    }
)
"""With these nothing came that could be looked at."""


@dataclass(frozen=True)
class SiteVisit:
    """What came of one. `answered`: something came over the line, an error too.

    `kept` is what lies in the folder of snapshots, `pages` what came after it; `http` is what
    the line said, as the ledger keeps it; `links` what came of the procedures' own pages.
    """

    source_id: int
    at: datetime
    reading: PageReading
    answered: bool
    kept: KeptPage | None = None
    http: dict[str, Any] = field(default_factory=dict)
    incomplete_chain: bool = False
    pages: tuple[KeptPage, ...] = ()
    links: Mapping[str, LinkState] = field(default_factory=dict)


def visit_sources(visitor: SiteVisitor, folder: Path, due: Sequence[DueSource]) -> list[SiteVisit]:
    """The sources of one host, one after the other."""
    return [visit_source(visitor, folder, one) for one in due]


def visit_source(visitor: SiteVisitor, folder: Path, due: DueSource) -> SiteVisit:
    """Fetch it and read it, all its pages; what has not changed is read again as it was kept."""
    at = clock.now()
    before = _readable(folder, due.kept)
    validators = (due.kept.etag, due.kept.last_modified) if due.kept and before else ("", "")
    try:
        answer = visitor.get(
            due.address, due.rules, etag=validators[0], last_modified=validators[1]
        )
    except NotFetched as nothing:
        reading = _unread(TROUBLE_OF[nothing.why])
        return SiteVisit(due.id, at, reading, answered=False, http={"why": nothing.why.value})
    http = _line_words(answer)
    if answer.not_modified and due.kept and before is not None:
        first = FollowedPage(_read(before, due.kept, due), due.kept)
        http |= {name: getattr(due.kept, name) for name in ("etag", "last_modified", "charset")}
    else:
        first = _page_of(answer, folder, due)
    listed = follow_list(first.reading, due, lambda address: _visit(visitor, folder, due, address))
    if listed.pages:
        http["pages"] = [
            {"sha256": one.sha256, "address": one.address, "size": one.size} for one in listed.pages
        ]
    return SiteVisit(
        source_id=due.id,
        at=at,
        reading=unchanged(listed.reading, due),
        answered=True,
        kept=first.kept,
        http=http,
        incomplete_chain=answer.tls is Tls.COMPLETED,
        pages=listed.pages,
        links=listed.links,
    )


def _visit(visitor: SiteVisitor, folder: Path, due: DueSource, address: str) -> FollowedPage:
    """A further page of the source, or the page of one of its procedures."""
    try:
        return _page_of(visitor.get(address, due.rules), folder, due)
    except NotFetched as nothing:
        return FollowedPage(_unread(TROUBLE_OF[nothing.why]))


def _page_of(answer: SiteAnswer, folder: Path, due: DueSource) -> FollowedPage:
    """What came, kept and read."""
    page = _decoded(answer)
    trouble = trouble_of(answer, page.text if page else "")
    kept = _keep(folder, answer) if answer.body else None
    if trouble is not None:
        return FollowedPage(_unread(trouble, answer.media_type), kept)
    content = answer.body if page is None else page.text
    reading = _read_content(content, answer.media_type, answer.address, due, page)
    return FollowedPage(reading, kept)


def _readable(folder: Path, kept: KeptPage | None) -> bytes | None:
    """What was kept, whole; only then the site may be asked whether it has changed."""
    if kept is None or not (kept.etag or kept.last_modified):
        return None
    return read_snapshot(folder, kept.sha256, kept.size)


def _read(body: bytes, kept: KeptPage, due: DueSource) -> PageReading:
    page = decode_page(body, kept.charset) if kept.media_type == HTML else None
    content = body if page is None else page.text
    return _read_content(content, kept.media_type, kept.address, due, page)


def _read_content(
    content: str | bytes, media_type: str, address: str, due: DueSource, page: DecodedPage | None
) -> PageReading:
    return read_page(
        content,
        media_type,
        address,
        official_hosts=due.portals,
        legacy_font=page.legacy_font if page else False,
    )


def unchanged(reading: PageReading, due: DueSource) -> PageReading:
    """The same rows as at the last good look: the verdict says so, and they count as before."""
    same = bool(due.digest) and reading.digest == due.digest
    if reading.verdict is CheckVerdict.READ and same:
        return replace(reading, verdict=CheckVerdict.UNCHANGED)
    return reading


def _decoded(answer: SiteAnswer) -> DecodedPage | None:
    return decode_page(answer.body, answer.charset) if answer.media_type == HTML else None


def _unread(trouble: ReadingTrouble, media_type: str = "") -> PageReading:
    nothing = trouble in _NOTHING_CAME
    verdict = CheckVerdict.UNREACHABLE if nothing else CheckVerdict.UNVERIFIABLE
    return PageReading(verdict, trouble, media_type=media_type)


def _keep(folder: Path, answer: SiteAnswer) -> KeptPage:
    return KeptPage(
        keep_snapshot(folder, answer.body),
        len(answer.body),
        answer.media_type,
        answer.address,
        answer.etag,
        answer.last_modified,
        answer.charset,
    )


def _line_words(answer: SiteAnswer) -> dict[str, Any]:
    return {
        "status": answer.status,
        "address": answer.address,
        "ip": answer.ip,
        "tls": answer.tls.value,
        "etag": answer.etag,
        "last_modified": answer.last_modified,
        "charset": answer.charset,
        "bytes": len(answer.body),
        "wire_bytes": answer.wire_bytes,
        "seconds": round(answer.seconds, 3),
        "truncated": answer.truncated,
    }
