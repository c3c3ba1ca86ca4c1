"""A telephone call noted on an assignment: with whom, what was said, when. It changes nothing."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import field_validator
from sqlmodel import Session, col, select

from dondoc.access import Act
from dondoc.calendar.date_words import short_date
from dondoc.clock import at, local_date
from dondoc.decisions.rights import require_act
from dondoc.forms.reason import read_reason
from dondoc.forms.typed_dates import Day, not_after, not_later
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import Info, OneLine, SomeLines, TimeOfDay
from dondoc.ledger.actors import Actor
from dondoc.ledger.lock import lock_assignment
from dondoc.ledger.upsert import insert_new
from dondoc.limits import LONGEST_SUBJECT
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from models import Account, CallNote

_WHO = "hãy ghi đã nói chuyện với ai, như: bà Hoa, văn thư"
_WHICH = "hãy chọn một cuộc gọi đã ghi ở việc này, chưa bỏ"
_WHAT = "hãy ghi trong một câu đơn vị nói gì"


class CallForm(TypedForm):
    """The form of the page, as typed. Without a day it was today, without an hour just now."""

    spoken_to: Annotated[str, OneLine(LONGEST_SUBJECT), Needed(_WHO)] = entry("Đã nói với")
    said: Annotated[str, SomeLines, Needed(_WHAT)] = entry("Nội dung")
    called_on: Annotated[date, Day] = entry("Ngày gọi")
    called_time: Annotated[time | None, TimeOfDay] = entry("Giờ gọi")

    @classmethod
    def empty(cls, name: str, info: Info) -> Any:
        return local_date(info.context.now) if name == "called_on" else None

    @field_validator("called_on")
    @classmethod
    def _was(cls, on: date, info: Info) -> date:
        today = local_date(info.context.now)
        return not_after(on, today, f"sau hôm nay ({short_date(today)}); hãy ghi ngày đã gọi")

    @field_validator("called_time")
    @classmethod
    def _is_past(cls, hour: time | None, info: Info) -> time | None:
        return not_later(hour, info.data.get("called_on"), info.context.now, "hãy ghi giờ đã gọi")

    def called_at(self, now: datetime) -> datetime:
        """When it was; of a day past whose hour is not known, noon."""
        if self.called_time is None:
            return now if self.called_on == local_date(now) else at(self.called_on, 12)
        return at(self.called_on, self.called_time.hour, self.called_time.minute)


def note_call(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment_id: int,
    account: Account,
    form: CallForm,
    key: str | None,
    now: datetime,
) -> None:
    """Keep the note; the same form twice is one. Raises Refused where the account may not."""
    assignment = lock_assignment(session, assignment_id)
    require_act(session, rulebook, assignment, account, Act.URGE, now=now)
    row = {
        "assignment_id": assignment_id,
        "called_at": form.called_at(now),
        "spoken_to": form.spoken_to,
        "said": form.said,
        "recorded_by": Actor.account(account.id),
        "recorded_at": now,
        "form_key": key,
    }
    insert_new(session, CallNote, [row])


def strike_call(
    session: Session,
    rulebook: Rulebook,
    *,
    assignment_id: int,
    account: Account,
    number: int | None,
    reason: str,
    now: datetime,
) -> None:
    """It was noted by mistake: it stays, struck, with the reason. Raises Refused."""
    assignment = lock_assignment(session, assignment_id)
    require_act(session, rulebook, assignment, account, Act.URGE, now=now)
    call = session.get(CallNote, number) if number else None
    if call is None or call.assignment_id != assignment_id or call.struck_at is not None:
        raise Refused(Problem("call", "", _WHICH, "Cuộc gọi"))
    call.struck_why = read_reason(reason)
    call.struck_at, call.struck_by = now, Actor.account(account.id)


def calls_of(session: Session, assignment_id: int) -> list[CallNote]:
    """The calls that stand, the newest first."""
    query = select(CallNote).where(
        col(CallNote.assignment_id) == assignment_id, col(CallNote.struck_at).is_(None)
    )
    return list(session.exec(query.order_by(col(CallNote.id).desc())))
