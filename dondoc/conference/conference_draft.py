"""What a conference is to be, as it was typed: read and checked before a row is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dondoc.conference.announcement import Announcement, SessionFacts, announcement
from dondoc.conference.conference_forms import (
    DEFAULT_SEATS,
    ConferenceForm,
    SeatsForm,
    SessionForm,
)
from dondoc.forms.official_request import RequestFrame
from dondoc.plan.find_units import read_units
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused

MOST_SESSIONS = 2


@dataclass(frozen=True)
class SessionDraft:
    """A session as typed (`SessionForm`), and who is asked to it: names, symbols or groups."""

    typed: Mapping[str, Any]
    units: str
    seats: str = ""


@dataclass(frozen=True)
class ConferenceDraft:
    """A conference as typed (`ConferenceForm`), with its one or two sessions."""

    typed: Mapping[str, Any]
    sessions: Sequence[SessionDraft]


@dataclass(frozen=True)
class CheckedSession:
    """A session understood."""

    facts: SessionFacts
    units: tuple[Unit, ...]
    seats: int


@dataclass(frozen=True)
class CheckedConference:
    """A draft understood: nothing is written yet."""

    form: ConferenceForm
    sessions: tuple[CheckedSession, ...]
    said: Announcement = field(init=False)

    def __post_init__(self) -> None:
        facts = [one.facts for one in self.sessions]
        object.__setattr__(self, "said", announcement(self.form.chair, facts))


def check_conference(
    rulebook: Rulebook, draft: ConferenceDraft, *, now: datetime
) -> CheckedConference:
    """The draft understood. Raises Refused with all that is wrong."""
    frame = RequestFrame(rulebook, now)
    problems: list[Problem] = []
    form = _tried(problems, lambda: ConferenceForm.read(draft.typed, frame))
    if not 1 <= len(draft.sessions) <= MOST_SESSIONS:
        problems.append(
            Problem(
                "sessions", str(len(draft.sessions)), "một Hội nghị có một hoặc hai buổi", "Buổi"
            )
        )
    sessions = [
        _tried(problems, lambda one=one, number=number: _session(frame, one, number))
        for number, one in enumerate(draft.sessions, start=1)
    ]
    if problems:
        raise Refused(problems)
    checked = CheckedConference(form, tuple(sessions))
    _refuse_if_wrong_together(checked)
    return checked


def _tried(problems: list[Problem], read: Any) -> Any:
    """What `read` gives; its problems are kept, so that all are told at once."""
    try:
        return read()
    except Refused as refused:
        problems += refused.problems
        return None


def _session(frame: RequestFrame, draft: SessionDraft, number: int) -> CheckedSession:
    problems: list[Problem] = []
    form = _tried(problems, lambda: SessionForm.read(draft.typed, frame))
    seats = _tried(problems, lambda: SeatsForm.read({"seats": draft.seats}))
    registry = frame.rulebook.registry
    units = _tried(problems, lambda: read_units(registry, draft.units, on=frame.today))
    if problems:
        raise Refused(problems)
    named, grouped = units
    ordered = sorted([*named, *grouped], key=lambda unit: (unit.order, unit.code))
    return CheckedSession(form.facts(number), tuple(ordered), seats.seats or DEFAULT_SEATS)


def _refuse_if_wrong_together(checked: CheckedConference) -> None:
    """What each session cannot know: one unit in both, the answer wanted after the day."""
    problems = []
    seen: set[str] = set()
    for one in checked.sessions:
        for unit in one.units:
            if unit.code in seen:
                wanted = "được mời cả hai buổi; hãy để mỗi đơn vị ở một buổi"
                problems.append(Problem("units", unit.name, wanted, "Đơn vị"))
            seen.add(unit.code)
    by, day = checked.form.rsvp_by, checked.said.day
    if by is not None and by >= day:
        wanted = "phải trước ngày họp; hãy chọn ngày sớm hơn"
        problems.append(Problem("rsvp_by", by.strftime("%d/%m/%Y"), wanted, "Hạn trả lời"))
    if problems:
        raise Refused(problems)
