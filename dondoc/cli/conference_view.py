"""A conference on the terminal: its sessions, figures and stages; what a change would do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.cli.terminal_text import table
from dondoc.conference.announcement import SessionFacts
from dondoc.conference.conference_figures import conference_figures
from dondoc.conference.find_conference import announced
from dondoc.conference.move_conference import MovePreview
from dondoc.conference.stage_progress import StageProgress, stage_progress
from dondoc.conference.stage_rules import StageDay
from dondoc.ledger.installation import Installation
from dondoc.messages.environment import phrases
from models import Conference


def conference_page(
    session: Session, installation: Installation, conference: Conference, now: datetime
) -> str:
    """What it is, how it stands, and each stage with its day."""
    said = announced(session, conference)
    figures = conference_figures(session, conference)
    book = phrases("conference")
    lines = [
        f"{conference.title} ({conference.code})",
        *([book.state(conference)] if book.state(conference) else []),
        *(session_words(one) for one in said.sessions),
        f"Chủ trì: {conference.chair}",
        f"Hạn trả lời: {weekday_date(conference.rsvp_by)}",
        figures.sentence(),
        "",
        progress_table(
            stage_progress(session, installation.rulebook, conference, figures, now=now)
        ),
    ]
    return "\n".join(lines)


def conference_json(
    session: Session, installation: Installation, conference: Conference, now: datetime
) -> dict[str, Any]:
    """The same for another program; no delegate's name."""
    said = announced(session, conference)
    figures = conference_figures(session, conference)
    return {
        "code": conference.code,
        "index_year": conference.index_year,
        "title": conference.title,
        "day": said.day,
        "sessions": [one.values() for one in said.sessions],
        "chair": conference.chair,
        "rsvp_by": conference.rsvp_by,
        "revision": conference.revision,
        "postponed_at": conference.postponed_at,
        "cancelled_at": conference.cancelled_at,
        "figures": asdict(figures),
        "stages": [
            {
                "stage": one.day.stage.value,
                "on": one.day.on,
                "past": one.day.past,
                "confirmed": one.day.confirmed,
                "done": one.done,
                "late_days": one.late_days,
                "figure": one.figure,
            }
            for one in stage_progress(session, installation.rulebook, conference, figures, now=now)
        ],
    }


def preview_page(installation: Installation, done: MovePreview) -> str:
    """What a change does, before anybody is told: from, to, who hears of it, which day moves."""
    registry = installation.rulebook.registry
    names = [registry.unit(code).name for code in done.told]
    listed = f" ({', '.join(names)})" if names else ""
    lines = [
        "Trước: " + "; ".join(session_words(one) for one in done.before.sessions),
        "Sau: " + "; ".join(session_words(one) for one in done.after.sessions),
        f"Hạn trả lời: {short_date(done.rsvp_before)} → {short_date(done.rsvp_after)}",
        f"Sẽ nhận thư: {len(names)} đơn vị{listed}",
        f"Phải xác nhận lại: {len(done.reset)} đơn vị",
        "",
        stage_table(done.stages),
    ]
    return "\n".join(lines)


def session_words(one: SessionFacts) -> str:
    """«08:00–11:30 thứ Sáu, 27/11/2026, Hội trường Sở Nội vụ»"""
    return str(phrases("conference").session_line(one))


def progress_table(found: Iterable[StageProgress]) -> str:
    """Each stage, its day, and how it stands: done, or late by so many working days."""
    book = phrases("conference")
    rows = [
        (book.stage_name(one.day.stage.value), weekday_date(one.day.on), book.stage_word(one))
        for one in found
    ]
    return table(("Bước", "Ngày", ""), rows)


def stage_table(found: Iterable[StageDay]) -> str:
    """Each stage, its day, and whether it is past or rests on no text."""
    rows = [_row(one) for one in found]
    return table(("Bước", "Ngày", ""), rows)


def _row(one: StageDay) -> tuple[str, str, str]:
    notes = ["đã qua" if one.past else "", "" if one.confirmed else "mặc định, chưa xác nhận"]
    said = phrases("conference").stage_name(one.stage.value)
    return said, weekday_date(one.on), ", ".join(filter(None, notes))
