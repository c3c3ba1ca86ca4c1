"""How a conference stands, in figures: one count for the board, Prefect and the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from dondoc.calendar.date_words import short_date
from dondoc.conference.accounts.account_list import AccountTally, account_tally
from dondoc.conference.find_conference import invitees, newest_answers
from dondoc.conference.record_rsvp import needs_confirming
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import table_cell
from models import Attendance, Conference, ConferenceQuestion, Delegate
from models.conference_kinds import RsvpAnswer


@dataclass(frozen=True)
class ConferenceFigures:
    """Units: on the list, invited, answered (and still holding), coming, unable, to confirm again.
    People: on the list of delegates, checked in. Questions: asked, still open.
    Accounts for the scoring software.
    """

    listed: int
    invited: int
    answered: int
    coming: int
    unable: int
    to_confirm: int
    late: int
    delegates: int
    checked_in: int
    questions: int
    questions_open: int
    accounts: AccountTally

    @property
    def silent(self) -> int:
        return self.invited - self.answered

    def figure(self) -> str:
        """«20/27 trả lời · 18 dự»"""
        return phrases("conference").figure(self)

    def row(self, title: str, day: date) -> dict[str, object]:
        """A line of the artifact: no name of anybody."""
        return {
            "Hội nghị": table_cell(title),
            "Ngày họp": short_date(day),
            "Đã mời": self.invited,
            "Đã trả lời": self.answered,
            "Dự": self.coming,
            "Cần xác nhận lại": self.to_confirm,
            "Đại biểu": self.delegates,
            "Đã điểm danh": self.checked_in,
            "Câu hỏi chưa trả lời": self.questions_open,
            "Tài khoản đã giao": self.accounts.handed,
            "Tài khoản đã xác nhận": self.accounts.confirmed,
        }

    def sentence(self) -> str:
        """All of it in one sentence."""
        return phrases("conference").figures(self)


def conference_figures(session: Session, conference: Conference) -> ConferenceFigures:
    """The figures as they stand now."""
    rows = invitees(session, conference)
    invited = [one for one in rows if one.invited_at is not None]
    answers = newest_answers(session, (one.id or 0 for one in invited))
    answered = [one for one in invited if one.id in answers]
    stale = {
        one.id
        for one in answered
        # Of what is cancelled nobody has to confirm anything: the answers stay as they were given.
        if conference.cancelled_at is None and needs_confirming(answers[one.id or 0], one)
    }
    holding = {one.id: answers[one.id or 0] for one in answered if one.id not in stale}
    coming = [a for a in holding.values() if a.answer is not RsvpAnswer.CANNOT]
    return ConferenceFigures(
        listed=len(rows),
        invited=len(invited),
        answered=len(holding),
        coming=len(coming),
        unable=len(holding) - len(coming),
        to_confirm=len(stale),
        late=sum(one.late for one in holding.values()),
        delegates=_count(
            session,
            select(func.count(col(Delegate.id))).where(
                col(Delegate.conference_id) == conference.id, col(Delegate.removed_at).is_(None)
            ),
        ),
        checked_in=_count(
            session,
            select(func.count(col(Attendance.delegate_id))).where(
                col(Attendance.conference_id) == conference.id,
                col(Attendance.undone_at).is_(None),
            ),
        ),
        questions=_count(session, _questions(conference)),
        questions_open=_count(
            session, _questions(conference).where(col(ConferenceQuestion.answered_at).is_(None))
        ),
        accounts=account_tally(session, conference),
    )


def _questions(conference: Conference) -> SelectOfScalar[int]:
    return select(func.count(col(ConferenceQuestion.id))).where(
        col(ConferenceQuestion.conference_id) == conference.id,
        col(ConferenceQuestion.withdrawn_at).is_(None),
    )


def _count(session: Session, query: SelectOfScalar[int]) -> int:
    return session.exec(query).one()
