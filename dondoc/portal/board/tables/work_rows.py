"""One thing asked of one unit as a row: the columns that several views have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dondoc.clock import local_date
from dondoc.documents.paper.table import Cell, Column, Kind
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.groups import GROUPS
from dondoc.rounds.unit_progress import UnitProgress

UNIT = Column("Đơn vị", 36)
GROUP = Column("Nhóm", 20)
DUTY = Column("Nhiệm vụ", 34)
CLAUSE = Column("Mục", 34)
PERIOD = Column("Kỳ", 14)
DUE = Column("Hạn hoặc thời gian đề nghị", 15, Kind.DATE)
WORK_COLUMNS = (
    *(UNIT, GROUP, DUTY, CLAUSE, PERIOD),
    Column("Nội dung", 24),
    Column("Tình trạng", 26),
    DUE,
    Column("Cơ quan nhận ngày", 15, Kind.DATE),
)


def work_rows(rulebook: Rulebook, rows: Iterable[UnitProgress]) -> Iterator[tuple[Cell, ...]]:
    """The rows in the order given. No word of what was handed in: of that decision 0039 speaks."""
    for row in rows:
        facts = row.facts
        duty = rulebook.registry.duty_of(facts.plan, facts.duty)
        yield (
            row.unit.name,
            GROUPS[row.unit.group],
            duty.short,
            duty.clause,
            rulebook.period(duty, facts.period).short(),
            facts.subject,
            row.spoken.phrase,
            facts.due_on,
            local_date(facts.last.received_at) if facts.last else None,
        )
