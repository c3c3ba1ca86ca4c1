"""What a pack about one conference tells: its evidence set, the papers on its page, attendance.

Delegates are counted by unit and named nowhere: their names are erased in time, a pack is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from dondoc.conference.accounts.account_list import AccountLine, account_lines
from dondoc.conference.conference_figures import conference_figures
from dondoc.conference.evidence_set import SetLine, evidence_set, missing_words, standing_files
from dondoc.conference.presence import UnitPresence, presence
from dondoc.documents.evidence.choose_rows import choose_rows
from dondoc.documents.evidence.entry_names import file_name, slug
from dondoc.documents.evidence.evidence_case import PackFacts, PackFile
from dondoc.documents.evidence.gather import gather
from dondoc.documents.evidence.pack_subject import PackSubject
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.plan.rulebook import Rulebook
from dondoc.submissions.files import suffix_for
from models import Conference, ConferenceFile

_SET = Column("Thành phần", 38), Column("Trong hồ sơ", 42)
_PRESENCE = (
    *(Column("Đơn vị", 44), Column("Đại biểu", 10, Kind.INTEGER)),
    *(Column("Có mặt", 10, Kind.INTEGER), Column("Tỷ lệ có mặt", 12, Kind.PERCENT)),
)
_ACCOUNTS = Column("Đơn vị", 36), Column("Tài khoản", 20), Column("Tình trạng", 24)
_LINKS = Column("Loại", 18), Column("Tên", 28), Column("Đường dẫn", 34)


def conference_pack(
    session: Session, rulebook: Rulebook, conference: Conference, *, as_of: datetime
) -> PackFacts:
    """Everything the pack tells; what is missing of the set stands in its manifest, a sentence
    each.
    """
    subject = PackSubject.of_conference(conference, rulebook.registry)
    chosen = choose_rows(session, rulebook, subject, lambda _duty, _unit: "", as_of=as_of)
    facts = gather(session, rulebook, subject, chosen, as_of=as_of)
    files = standing_files(session, conference)
    lines = evidence_set(conference, conference_figures(session, conference), files)
    present = presence(session, rulebook.registry, conference, as_of=as_of)
    accounts = account_lines(session, rulebook.registry, conference)
    tables = (
        _set_table(lines),
        _presence_table(present),
        _account_table(accounts),
        _link_table(files),
    )
    return replace(
        facts,
        papers=tuple(_papers(files)),
        sheets=tuple(one for one in tables if one.rows),
        left_out=(*missing_words(lines), *facts.left_out),
    )


def _papers(files: Iterable[ConferenceFile]) -> Iterator[PackFile]:
    """Each under its kind, numbered there: «giay-moi/1-giay-moi.pdf»."""
    counted: dict[str, int] = {}
    book = phrases("conference")
    for one in files:
        if one.sha256 is None:
            continue
        folder = slug(book.file_kind(one.kind.value))
        counted[folder] = counted.get(folder, 0) + 1
        suffix = suffix_for(one.media_type)
        given = f"{one.name}{suffix}"
        entry = f"{folder}/{file_name(counted[folder], given, suffix)}"
        yield PackFile(entry, given, one.sha256, one.size)


def _set_table(lines: Sequence[SetLine]) -> Table:
    book = phrases("conference")
    rows = tuple((capital(one.name), one.said or book.set_none()) for one in lines)
    return Table(book.set_title(), _SET, rows, name="Thành phần")


def _presence_table(present: Sequence[UnitPresence]) -> Table:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (one.unit.name, one.delegates, one.present, one.share) for one in present
    )
    return Table("Đại biểu theo đơn vị", _PRESENCE, rows, name="Có mặt")


def _account_table(accounts: Sequence[AccountLine]) -> Table:
    rows = tuple((one.unit.name, one.account.login, one.says()) for one in accounts)
    return Table("Tài khoản Phần mềm chấm điểm", _ACCOUNTS, rows, name="Tài khoản")


def _link_table(files: Sequence[ConferenceFile]) -> Table:
    book = phrases("conference")
    rows = tuple(
        (capital(book.file_kind(one.kind.value)), one.name, one.link) for one in files if one.link
    )
    return Table("Đường dẫn đã đăng", _LINKS, rows, name="Đường dẫn")
