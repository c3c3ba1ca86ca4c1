"""What a scan publishes in Prefect: every unit as it stands, and the weeks one after the other."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.calendar.date_words import short_date
from dondoc.calendar.periods import period
from dondoc.clock import local_date
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import table_cell
from dondoc.plan.registry import Registry
from dondoc.publication.place_names import SHORT_PLACES
from dondoc.publication.score.load_state import publication_state
from dondoc.publication.score.publication_state import SourceState, UnitState
from dondoc.publication.score.score_parts import ScorePart
from dondoc.publication.score.source_words import source_words
from dondoc.publication.score.weekly_trend import TrendPoint, weekly_trend
from models.publication_kinds import Severity

Table = list[dict[str, str]]


def unit_table(session: Session, registry: Registry, *, as_of: datetime) -> Table:
    """One row a unit, in the official order, with its places and what is open, of this month."""
    on = local_date(as_of)
    month = period(f"{on.year}-M{on.month:02}", "calendar")
    state = publication_state(session, registry, month, as_of=as_of)
    return [_cells(number, unit) for number, unit in enumerate(state.units, 1)]


def week_table(session: Session, *, as_of: datetime) -> Table:
    """One row a week, the newest first; weeks counted by another rule are no one line."""
    points = weekly_trend(session, as_of=as_of)
    return [_week(point) for point in reversed(points)]


def _cells(number: int, unit: UnitState) -> dict[str, str]:
    book = phrases("publication")
    found = unit.open_findings
    grave = sum(one.severity is Severity.HIGH for one in found)
    row = {
        "TT": str(number),
        "Đơn vị": unit.unit.name,
        "Kết quả": "; ".join(_place(one) for one in unit.sources),
        "Sai lệch đang mở": book.open_findings(len(found), grave),
        "Điểm nội bộ": book.points(unit.score),
        "Đăng đủ": book.measure(unit.score.measure(ScorePart.COVERAGE)),
    }
    return {name: table_cell(words) for name, words in row.items()}


def _place(source: SourceState) -> str:
    said = source_words(source)
    return f"{SHORT_PLACES[source.kind]}: {said.sign} {said.word}"


def _week(point: TrendPoint) -> dict[str, str]:
    book = phrases("publication")
    row = {
        "Tuần từ": short_date(point.week_on),
        "Nguồn kiểm chứng được": str(point.sources),
        "Điểm nội bộ": book.points(point.score),
        "Đăng đủ": book.measure(point.score.measure(ScorePart.COVERAGE)),
        "Đúng nội dung": book.measure(point.score.measure(ScorePart.CORRECTNESS)),
        "Cách tính": str(point.rule_version),
    }
    return {name: table_cell(words) for name, words in row.items()}
