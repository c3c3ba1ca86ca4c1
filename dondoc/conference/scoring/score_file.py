"""An export of the scoring software, CSV or Excel: each unit once, or every row that is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.conference.scoring.score_columns import COLUMNS, MANNER
from dondoc.conference.scoring.score_row import RowReading, ScoreFrame, ScoreLine
from dondoc.limits import MOST_WRONG_LINES
from dondoc.problems import Problem, Refused
from dondoc.tables.sheet import SheetRow, read_sheet

_TOLD = frozenset(one.name for one in COLUMNS) - {"unit", "year"}


@dataclass(frozen=True)
class ScoreFile:
    """The rows of an export, and what in the file was passed over."""

    lines: tuple[ScoreLine, ...]
    notes: tuple[Problem, ...]


def read_score_file(content: bytes, frame: ScoreFrame, sheet: str = "") -> ScoreFile:
    """Raises Refused with every row that is wrong; then nothing of the file is taken."""
    table = read_sheet(content, COLUMNS, sheet, MANNER)
    rows = [row for row in table if not _heads_others(row)]
    problems: list[Problem] = []
    lines: dict[str, ScoreLine] = {}
    for row in rows:
        if len(problems) >= MOST_WRONG_LINES:
            wanted = "các dòng sau chưa xem đến; hãy sửa những chỗ này rồi nhập lại"
            problems.append(Problem(row.place, "", wanted))
            break
        reading = RowReading(row, frame)
        line = reading.line()
        problems += reading.problems
        if line is None:
            continue
        first = lines.setdefault(line.unit.code, line)
        if first is not line:
            problems.append(row.problem("unit", f"trùng với dòng {first.line}; hãy bỏ một dòng"))
    if not problems:
        problems = _empty(rows)
    if problems:
        raise Refused(problems)
    return ScoreFile(tuple(lines.values()), table.notes)


def _heads_others(row: SheetRow) -> bool:
    """«I. Các sở, ban, ngành»: a row with nothing but a name that no unit has."""
    told = any(row[name] for name in _TOLD)
    return bool(row.group) and not told and not row.numbering.isdecimal()


def _empty(rows: list[SheetRow]) -> list[Problem]:
    if not rows:
        return [Problem("Tệp", "", "không có dòng nào của đơn vị nào dưới hàng tên cột")]
    if not any(name in row for row in rows for name in _TOLD):
        wanted = "không có cột nào về tự chấm, hồ sơ, giải trình, điểm; tên cột như «tự chấm»"
        return [Problem("Tệp", "", wanted)]
    return []
