"""The tables of a pack: the same for the index that people read and the workbook they filter."""

from __future__ import annotations

from collections.abc import Iterable

from dondoc.calendar.date_words import moment
from dondoc.documents.evidence.evidence_case import EvidenceCase, HandedIn, PackFacts, PackFile
from dondoc.documents.evidence.manifest import LackingFile
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.reporting.history_line import HistoryLine

_NUMBER = Column("Việc", 6, Kind.INTEGER)
_PERIOD = Column("Kỳ", 12)
_WHEN = Column("Lúc", 18)
_WHO = Column("Ai", 24)
_SIZE = Column("Dung lượng (byte)", 12, Kind.INTEGER)
_SHA256 = Column("SHA-256", 66)


def cases_table(facts: PackFacts) -> Table:
    """What was asked, by when, and where it stands."""
    of_unit = facts.subject.kind == "unit"
    columns = (
        _NUMBER,
        Column("Nhiệm vụ" if of_unit else "Đơn vị", 40),
        _PERIOD,
        Column("Hạn", 12, Kind.DATE),
        Column("Tình trạng", 24),
        Column("Lần nộp", 8, Kind.INTEGER),
        Column("Tệp", 6, Kind.INTEGER),
        Column("Thư mục", 36),
    )
    rows = [_case_row(case, case.title if of_unit else _whose(case)) for case in facts.cases]
    return Table("Các việc", columns, tuple(rows), notes=facts.left_out)


def _case_row(case: EvidenceCase, name: str) -> tuple[Cell, ...]:
    files = sum(len(one.files) for one in case.handed)
    due_on = None if case.facts.continuous else case.facts.due_on
    standing = capital(case.standing)
    return (case.number, name, case.period, due_on, standing, len(case.handed), files, case.folder)


def _whose(case: EvidenceCase) -> str:
    return f"{case.unit.name}: {case.facts.subject}" if case.facts.subject else case.unit.name


def handed_table(facts: PackFacts) -> Table:
    """Every version handed in, with its receipt."""
    columns = (
        _NUMBER,
        _PERIOD,
        Column("Lần", 5, Kind.INTEGER),
        Column("Biên nhận", 16),
        Column("Cơ quan nhận", 18),
        _WHO,
        Column("Nội dung", 60),
    )
    rows = [_handed_row(case, one) for case in facts.cases for one in case.handed]
    return Table("Lần nộp và biên nhận", columns, tuple(rows), name="Lần nộp")


def _handed_row(case: EvidenceCase, one: HandedIn) -> tuple[Cell, ...]:
    told = (one.line.says, *one.line.details)
    got_at = moment(one.received_at)
    return (
        *(case.number, case.period, one.version, one.receipt),
        *(got_at, one.line.who, " ".join(told)),
    )


def files_table(facts: PackFacts) -> Table:
    """Every file that is named in the ledger."""
    columns = (_NUMBER, Column("Tên khi nộp", 36), Column("Trong hồ sơ", 48), _SIZE, _SHA256)
    rows = [_file_row(None, one) for one in facts.papers]
    rows += [_file_row(None, one.file) for one in facts.demanding]
    rows += [
        _file_row(case.number, file)
        for case in facts.cases
        for one in case.handed
        for file in one.files
    ]
    return Table("Tệp", columns, tuple(rows))


def _file_row(number: int | None, file: PackFile) -> tuple[Cell, ...]:
    return number, file.given, file.entry, file.size, file.sha256


def rulings_table(facts: PackFacts) -> Table:
    """What was decided and asked, in the words of the assignment's page."""
    columns = (_NUMBER, _PERIOD, _WHEN, _WHO, Column("Quyết định", 50), Column("Lý do", 40))
    told = ((case, line) for case in facts.cases for line in case.rulings)
    return Table("Quyết định và đề nghị", columns, _lines(told), name="Quyết định")


def letters_table(facts: PackFacts) -> Table:
    """What was sent to whom, when, and what became of it."""
    columns = (
        *(_NUMBER, _PERIOD, _WHEN, _WHO),
        *(Column("Gửi gì, cho ai, kết quả", 60), Column("Chi tiết", 60)),
    )
    told = ((case, line) for case in facts.cases for line in case.letters)
    return Table("Thư đã gửi", columns, _lines(told))


def _lines(told: Iterable[tuple[EvidenceCase, HistoryLine]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            *(case.number, case.period, moment(line.at), line.who, line.says),
            " ".join((*line.details, *line.folded)),
        )
        for case, line in told
    )


def activities_table(facts: PackFacts) -> Table:
    """What was entered one by one, where a duty is counted."""
    columns = (
        _NUMBER,
        Column("Ngày", 12, Kind.DATE),
        Column("Giờ", 6),
        Column("Tên", 50),
        Column("Đường dẫn", 40),
        Column("Số văn bản", 16),
        Column("Kết quả", 24),
        Column("Ghi chú", 30),
    )
    book = phrases("evidence")
    rows = tuple(
        (
            *(case.number, one.done_on, one.hour, one.title, one.link, one.number, one.figure),
            book.struck(one),
        )
        for case in facts.cases
        for one in case.activities
    )
    return Table("Hoạt động đã ghi", columns, rows)


def lacking_table(lacking: Iterable[LackingFile]) -> Table:
    """The files that should be there and are not, and why."""
    columns = (Column("Tên khi nộp", 30), Column("Vị trí", 40), Column("Vì sao", 36), _SHA256)
    book = phrases("evidence")
    rows = tuple((one.given, one.name, book.lacks(one.lack.value), one.sha256) for one in lacking)
    return Table("Tệp không đưa được vào hồ sơ", columns, rows, name="Tệp thiếu")
