"""Biên bản kiểm tra of a drawn unit: what the ledger knows of the visit, the rest left to write."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.documents.letters.paper_head import head_of
from dondoc.documents.paper.paper_values import MinutesValues
from dondoc.documents.paper.passages import ChapterLine, Narrative, Passages, TextLine
from dondoc.inspections.sample import inspecting_unit
from dondoc.inspections.visit import appointment_words, appointments
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty, Unit
from models import Appointment, Assignment

NARRATIVES = ("ket_qua", "y_kien", "kien_nghi")
"""What a person writes, by key, in its order in the minutes."""


def inspection_minutes(
    session: Session,
    rulebook: Rulebook,
    duty: Duty,
    assignment: Assignment,
    *,
    texts: Mapping[str, str],
    now: datetime,
) -> MinutesValues:
    """The minutes to take along, of the newest appointment with the unit by `now`.

    The day is the appointment's, whose words stand beside the place; hours, people and findings are
    left to who writes them, with what was written so far (`texts`, by the keys of `NARRATIVES`).
    """
    made = [one for one in appointments(session, assignment) if one.appointed_at <= now]
    appointed = made[-1] if made else None
    unit = rulebook.registry.unit(assignment.unit_code)
    on = appointed.visit_on if appointed else local_date(now)
    return _minutes(rulebook, duty, unit, appointed, on=on, texts=texts)


def _minutes(
    rulebook: Rulebook,
    duty: Duty,
    unit: Unit,
    appointed: Appointment | None,
    *,
    on: date,
    texts: Mapping[str, str],
) -> MinutesValues:
    book = phrases("letters")
    body = inspecting_unit(rulebook, duty, on)
    head = head_of(rulebook, body, on, kind="BB", about=book.inspected_about(duty, unit.name))
    head |= {"authority": "", "position": book.inspector_signs()}
    return MinutesValues(
        **head,
        starts=book.visit_starts(appointed.visit_on if appointed else None),
        venue=book.visit_venue(appointment_words(appointed) if appointed else ""),
        inspectors=tuple(book.blank_person(part) for part in ("Trưởng đoàn", "thành viên")),
        inspected=tuple(book.blank_person(part) for part in ("lãnh đạo đơn vị", "cán bộ")),
        content=_content(rulebook, duty, texts),
        ends=book.visit_ends(),
        other_position=book.inspected_signs(unit.name),
    )


def _content(rulebook: Rulebook, duty: Duty, texts: Mapping[str, str]) -> Passages:
    book = phrases("letters")
    content: list[TextLine | ChapterLine | Narrative] = [
        TextLine(book.visit_grounds(rulebook.registry.plan, duty))
    ]
    for number, key in enumerate(NARRATIVES, start=1):
        content.append(ChapterLine(book.visit_part(number)))
        content.append(Narrative(key, book.visit_wanted(number), texts.get(key, "")))
    return tuple(content)
