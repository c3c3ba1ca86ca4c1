"""Units × places as tables: the score with every numerator and denominator, and the findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from dondoc.clock import local_date
from dondoc.documents.paper.table import Cell, Column, Kind, Table
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.tables.work_rows import GROUP, UNIT
from dondoc.publication.findings.finding_kinds import SEVERITY_NAMES, finding_rule
from dondoc.publication.place_names import PLACE_NAMES
from dondoc.publication.score.publication_state import PublicationState, SourceState, UnitState
from dondoc.publication.score.score_parts import PART_NAMES, WEIGHTS, ScorePart
from dondoc.publication.score.source_words import source_words
from models.publication_kinds import Severity

_PLACE = Column("Nơi công khai", 30)
_STATE_COLUMNS = (
    *(UNIT, GROUP, _PLACE, Column("Địa chỉ", 34), Column("Tình trạng", 22)),
    *(Column("Lần xem gần nhất", 12, Kind.DATE), Column("Điểm nội bộ", 9, Kind.INTEGER)),
    Column("Trọng số tính được", 9, Kind.INTEGER),
    *(
        Column(f"{name}: {half}", 11, Kind.INTEGER)
        for name in PART_NAMES.values()
        for half in ("được", "trên")
    ),
    *(Column("Sai lệch đang mở", 9, Kind.INTEGER), Column("trong đó nặng", 9, Kind.INTEGER)),
    Column("Lần không kiểm chứng được", 11, Kind.INTEGER),
    *(Column("Chưa đến hạn", 9, Kind.INTEGER), Column("Được để qua", 9, Kind.INTEGER)),
)
_FINDING_COLUMNS = (
    *(UNIT, _PLACE, Column("Sai lệch", 30), Column("Mức", 8), Column("Mã thủ tục", 14)),
    *(Column("Xác nhận ngày", 12, Kind.DATE), Column("Để qua", 9)),
)


def publication_tables(
    state: PublicationState,
    *,
    as_of: datetime,
    on: date | None,
    problems: tuple[str, ...] = (),
) -> list[Table]:
    """A row a source; a row a finding."""
    book = phrases("publication")
    above = (
        phrases("tables").as_of(as_of, on),
        f"{book.internal()}.",
        f"{book.weights(WEIGHTS, PART_NAMES)}.",
        *problems,
    )
    title = f"Công khai thủ tục hành chính, {state.period.short()}"
    rows = tuple(_row(unit, one) for unit in state.units for one in unit.sources)
    found = tuple(_findings(state))
    return [
        Table(title, _STATE_COLUMNS, rows, (book.table_note(),), above, name="Nguồn"),
        Table("Sai lệch đang mở", _FINDING_COLUMNS, found, above=above[:1], name="Sai lệch"),
    ]


def _row(unit: UnitState, source: SourceState) -> tuple[Cell, ...]:
    score, excluded = source.score, source.score.excluded
    findings = source.open_findings
    halves: list[Cell] = []
    for part in ScorePart:
        measure = score.measure(part)
        applies = measure.applies
        halves += [measure.numerator, measure.denominator] if applies else [None, None]
    return (
        *(unit.unit.name, GROUPS[unit.unit.group], PLACE_NAMES[source.kind], source.address),
        source_words(source).word,
        local_date(source.last.at) if source.last else None,
        *(score.points, score.weight if score.points is not None else None),
        *halves,
        *(len(findings), sum(1 for one in findings if one.severity is Severity.HIGH)),
        *(excluded.unverifiable, excluded.not_yet_due, excluded.waived),
    )


def _findings(state: PublicationState) -> Iterator[tuple[Cell, ...]]:
    for source in state.sources:
        for one in source.findings:
            yield (
                *(source.unit.name, PLACE_NAMES[source.kind]),
                *(capital(finding_rule(one.kind).name), SEVERITY_NAMES[one.severity]),
                *(one.procedure, local_date(one.confirmed_at), "có" if one.waived else ""),
            )
