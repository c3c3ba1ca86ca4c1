"""A round as one sentence and a table, as `dondoc status` shows it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session

from dondoc.calendar.date_words import moment, short_date, weekday_date
from dondoc.cli.terminal_text import table
from dondoc.clock import end_of, local_date
from dondoc.ledger.installation import Installation
from dondoc.messages.phrasing import numbered
from dondoc.plan.schema import Duty
from dondoc.rounds.progress import Progress, open_periods, progress
from dondoc.rounds.unit_progress import UnitProgress

_HEADS = ("Việc", "Đơn vị", "Tình trạng", "Hạn", "Nộp lúc", "Văn bản")


def newest_round(
    session: Session, installation: Installation, duty: Duty, period: str | None, as_of: datetime
) -> Progress | None:
    """The period asked for, else the newest that had opened by then."""
    keys = [installation.rulebook.period(duty, period).key] if period else []
    for key in keys or open_periods(session, duty=duty.code):
        found = progress(session, installation.rulebook, duty=duty.code, period=key, as_of=as_of)
        if found.rows:
            return found
    return None


def status_page(installation: Installation, one: Progress) -> str:
    duty = installation.rulebook.registry.plan.duty(one.duty)
    lines = [
        f"{duty.title} (mục {duty.clause})",
        f"{one.sentence()}. {_as_of(one.as_of)}.",
        "",
        table(_HEADS, [_cells(row) for row in one.rows]),
    ]
    return "\n".join(lines)


def _as_of(as_of: datetime) -> str:
    today = local_date(as_of)
    return (
        f"Tính đến {f'hết ngày {short_date(today)}' if as_of == end_of(today) else moment(as_of)}"
    )


def _cells(row: UnitProgress) -> tuple[object, ...]:
    last = row.facts.last
    document = numbered(last.document_number, last.document_on) if last else ""
    return (
        row.facts.id,
        row.unit_name,
        f"{row.spoken.sign} {row.spoken.phrase}",
        weekday_date(row.facts.due_on),
        moment(last.received_at) if last else "",
        document,
    )


def status_json(one: Progress) -> dict[str, object]:
    return {
        "duty": one.duty,
        "period": one.period,
        "as_of": one.as_of,
        "sentence": one.sentence(),
        "tally": asdict(one.tally),
        "assignments": [
            {
                "id": row.facts.id,
                "unit": row.facts.unit_code,
                "unit_name": row.unit_name,
                "standing": row.standing.kind.value,
                "on_time": row.standing.on_time,
                "words": row.spoken.phrase,
                "due_on": row.facts.due_on,
                "received_at": row.facts.last.received_at if row.facts.last else None,
                "document_number": row.facts.last.document_number if row.facts.last else None,
            }
            for row in one.rows
        ],
    }
