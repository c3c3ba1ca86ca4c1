"""A paper of a conference, before it is a file, and what all of them say alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dondoc.conference.announcement import Announcement
from dondoc.conference.presence import UnitPresence
from dondoc.documents.meeting.meeting_matter import MeetingMatter
from dondoc.documents.paper.paper_templates import PaperTemplate
from dondoc.documents.paper.paper_values import PaperHead
from dondoc.documents.paper.passages import ListLine, TextLine
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.documents.paper.workbook import workbook
from dondoc.documents.register.keep_paper import MadePaper
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from models import ConferenceTask

_UNITS = (
    *(Column("TT", 5, Kind.INTEGER), Column("Cơ quan, đơn vị", 34)),
    *(Column("Buổi", 7, Kind.INTEGER), Column("Số đại biểu được mời", 11, Kind.INTEGER)),
)
_PRESENT = (
    *(Column("TT", 4, Kind.INTEGER), Column("Cơ quan, đơn vị", 27), Column("Trả lời", 14)),
    *(Column("Đăng ký", 8, Kind.INTEGER), Column("Có mặt", 8, Kind.INTEGER)),
    Column("Tỷ lệ có mặt", 9, Kind.PERCENT),
)
"""Together as wide as the text of an upright page."""


@dataclass(frozen=True)
class MeetingBasis:
    """What a paper is composed from: all as known at `as_of`."""

    rulebook: Rulebook
    meeting: MeetingMatter
    said: Announcement
    units: tuple[UnitPresence, ...]
    texts: Mapping[str, str]
    tasks: tuple[ConferenceTask, ...]
    as_of: datetime


@dataclass(frozen=True)
class ComposedMeeting:
    """What it says."""

    basis: MeetingBasis
    template: PaperTemplate
    values: PaperHead
    tables: tuple[Table, ...]
    said: str

    def mark(self) -> Mapping[str, Any]:
        """All that it says."""
        return {"values": asdict(self.values), "tables": self.tables}

    def made(self, own: Path | None) -> MadePaper:
        """The draft with its files, as it is kept."""
        meeting, as_of = self.basis.meeting, self.basis.as_of
        files = {f"{meeting.slug}.docx": paper(self.template, self.values, as_of=as_of, own=own)}
        if self.tables:
            line = phrases("conference_papers").as_of(as_of)
            sheets = [replace(one, above=(line,)) for one in self.tables]
            files[f"danh-sach-{meeting.slug}.xlsx"] = workbook(sheets, made=as_of)
        words = phrases("conference_papers").basis(meeting.conference)
        return MadePaper(meeting.matter, as_of, words, self.said, self.mark(), files)

    def lines(self) -> list[str]:
        """Its paragraphs, for what is compared between two instants."""
        content = getattr(self.values, "content", ())
        return [one.words for one in content if isinstance(one, TextLine | ListLine)]


def when_words(said: Announcement) -> str:
    """«08 giờ 00 phút, thứ Sáu, ngày 27 tháng 11 năm 2026», of two sessions both."""
    book = phrases("conference_papers")
    return "; ".join(book.when(one, several=len(said.sessions) > 1) for one in said.sessions)


def venue_words(said: Announcement) -> str:
    """Each place once."""
    book = phrases("conference_papers")
    return "; ".join(dict.fromkeys(book.venue(one) for one in said.sessions))


def invited_table(basis: MeetingBasis) -> Table:
    """The list that goes with an invitation."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (number, one.unit.name, one.session, one.seats)
        for number, one in enumerate(basis.units, start=1)
    )
    return Table(phrases("conference_papers").invited_title(), _UNITS, rows)


def present_table(basis: MeetingBasis) -> Table:
    """Who came, by unit: numbers of people and no name."""
    book = phrases("conference_papers")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            *(number, one.unit.name, book.answer(one.answer)),
            *(one.delegates, one.present, one.share),
        )
        for number, one in enumerate(basis.units, start=1)
    )
    return Table(book.present_title(), _PRESENT, rows)
