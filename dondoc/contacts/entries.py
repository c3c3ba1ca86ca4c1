"""What a file of people says, row by row, once it has been understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dondoc.limits import MOST_WRONG_LINES
from dondoc.plan.find_unit import is_unit
from dondoc.plan.registry import Registry
from dondoc.problems import Problem, Refused
from dondoc.tables.around_table import group_problem
from dondoc.tables.sheet import ReadTable, SheetRow


@dataclass(frozen=True)
class ContactEntry:
    """One row: `key` says whom it is about, `values` what the file says of them.

    A column that the file lacks is not in `values`: importing leaves it as it is.
    """

    line: int
    key: Mapping[str, Any]
    values: Mapping[str, Any]
    words: str


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be written, and what in it is merely odd."""

    entries: tuple[ContactEntry, ...]
    warnings: tuple[Problem, ...]


@dataclass
class Gathering:
    """Rows as they are checked: all problems are collected before anything is refused."""

    entries: list[ContactEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    _lines: dict[tuple[Any, ...], int] = field(default_factory=dict)

    def rows(self, table: ReadTable, registry: Registry, on: date) -> Iterator[SheetRow]:
        """The rows that speak of somebody, until too much is wrong; what is passed over is said.

        A row which holds nothing but a unit that exists is no name of a group: it lacks the rest.
        """
        self.warnings += table.notes
        for row in table:
            if len(self.problems) >= MOST_WRONG_LINES:
                wanted = "các dòng sau chưa xem đến; hãy sửa những chỗ này rồi nhập lại"
                self.problems.append(Problem(f"dòng {row.line}", "", wanted))
                return
            if row.group and not (row["unit"] and is_unit(registry, row["unit"], on)):
                self.warnings.append(group_problem(row.line, row.group))
            else:
                yield row

    def take(self, row: SheetRow, entry: ContactEntry | None, column: str) -> None:
        """Keep an entry, unless another row says the same; `column` is where that is shown."""
        if entry is None:
            return
        first = self._lines.setdefault(tuple(entry.key.values()), entry.line)
        if first != entry.line:
            wanted = f"trùng với dòng {first}; hãy bỏ một dòng"
            self.problems.append(row.problem(column, wanted, given=entry.words))
            return
        self.entries.append(entry)

    def checked(self) -> CheckedFile:
        """The file as a whole. Raises Refused if any row is wrong."""
        if not self.entries and not self.problems:
            self.problems.append(Problem("Tệp", "", "chưa có dòng nào dưới tên các cột"))
        if self.problems:
            raise Refused(self.problems)
        return CheckedFile(tuple(self.entries), tuple(self.warnings))
