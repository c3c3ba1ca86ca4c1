"""What a place shows, from a file that a person brought: an export, a page saved by a browser.

For places that no machine of ours reads: the national database by its export, a page made by a
script by what an officer saved of it. From here on it is a look like any.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Installation
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.problems import Problem, Refused
from dondoc.publication.compare.comparison import PageComparison
from dondoc.publication.findings.end_sources import source_ended
from dondoc.publication.findings.settle_check import FindingTally
from dondoc.publication.official.official_list import load_official_list
from dondoc.publication.page_rows import PageReading
from dondoc.publication.place_names import TROUBLE_NAMES
from dondoc.publication.reading.read_page import read_page
from dondoc.publication.scan.due_sources import DueSource, KeptPage, as_due
from dondoc.publication.scan.keep_look import Yardstick, keep_look
from dondoc.publication.scan.scan_ledger import scan_of_one
from dondoc.publication.scan.visit_source import SiteVisit, unchanged
from dondoc.publication.snapshots import keep_snapshot
from dondoc.web.media_types import HTML, media_type_of
from dondoc.web.page_text import decode_page
from models import PublicationSource
from models.publication_kinds import CheckVerdict, ReadingWay, SourceKind

BROUGHT = (ReadingWay.IMPORT, ReadingWay.BY_HAND)
"""Ways of sources of which a person brings what they show."""


@dataclass(frozen=True)
class FileLook:
    """A file as the source's look, compared and not yet kept."""

    due: DueSource
    yardstick: Yardstick
    content: bytes
    reading: PageReading
    compared: PageComparison

    @property
    def sentence(self) -> str:
        """«Sở Y tế · CSDL quốc gia: 120 dòng, đăng 118/120 thủ tục phải có; 2 sai lệch.»"""
        return phrases("findings").file_look(self)


def read_look(
    session: Session, here: Installation, source_id: int, content: bytes, *, now: datetime
) -> FileLook:
    """What the file says of the source; nothing is kept.

    Raises Refused for a source that is read otherwise or is over, and for a file that proves
    nothing: what it is, in words.
    """
    source = session.get(PublicationSource, source_id)
    on = local_date(now)
    if source is None or source.way not in BROUGHT or source.kind is SourceKind.OFFICE:
        raise Refused(Problem("--source", str(source_id), phrases("findings").not_brought()))
    if over := source_ended(here.rulebook, source, on):
        raise Refused(Problem("--source", str(source_id), over))
    due = as_due(session, here.rulebook, source)
    html = media_type_of(content) == HTML
    given = decode_page(content).text if html else content
    reading = read_page(given, media_type_of(content), source.address, last_rows=due.rows)
    yardstick = Yardstick.of(load_official_list(session, here.rulebook, on), on)
    compared = yardstick.compare(reading, source)
    trouble = reading.trouble or compared.trouble
    if reading.verdict is not CheckVerdict.READ or trouble is not None:
        said = TROUBLE_NAMES[trouble] if trouble else ""
        raise Refused(Problem("TỆP", "", phrases("findings").proves_nothing(capital(said))))
    return FileLook(due, yardstick, content, reading, compared)


def keep_file_look(
    session: Session, here: Installation, look: FileLook, *, by: Actor, now: datetime
) -> FindingTally:
    """Keep it as the source's look of the day; the same file on the same day is one look."""
    on = local_date(now)
    sha256 = keep_snapshot(here.settings.snapshots_dir, look.content)
    kept = KeptPage(sha256, len(look.content), look.reading.media_type, look.due.address)
    scan = scan_of_one(session, f"tep-{look.due.id}-{on}-{sha256[:12]}", now=now)
    visit = SiteVisit(look.due.id, now, unchanged(look.reading, look.due), True, kept)
    assert scan.id is not None
    tally = keep_look(session, here.rulebook, look.yardstick, visit, scan_id=scan.id, now=now)
    if tally is None:
        return FindingTally()
    target = f"publication_source:{look.due.id}"
    detail = f"{look.sentence} SHA-256 {sha256}"
    audit.record(session, actor=by, act="ghi lần xem từ tệp", target=target, now=now, detail=detail)
    return tally
