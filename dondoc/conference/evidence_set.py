"""The set that proves a conference (domain.md §3), each part with what there is of it.

Kế hoạch, giấy mời, danh sách đại biểu theo đơn vị, tài liệu hướng dẫn, biên bản hoặc thông báo kết
luận, ảnh, tin bài, tài khoản cấp: what is missing is named, on the board and in the pack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session, col, select

from dondoc.conference.conference_figures import ConferenceFigures
from dondoc.messages.environment import phrases
from models import Conference, ConferenceFile
from models.conference_kinds import ConferenceFileKind


class SetPart(StrEnum):
    """A part of the set, in its order."""

    PLAN = "plan"
    INVITATION = "invitation"
    ATTENDANCE = "attendance"
    GUIDANCE = "guidance"
    RESULT = "result"  # minutes, or the notice of conclusions
    PHOTO = "photo"
    NEWS = "news"
    ACCOUNTS = "accounts"


_FILES: dict[SetPart, tuple[ConferenceFileKind, ...]] = {
    SetPart.PLAN: (ConferenceFileKind.PLAN,),
    SetPart.INVITATION: (ConferenceFileKind.INVITATION,),
    SetPart.ATTENDANCE: (ConferenceFileKind.ATTENDANCE,),
    SetPart.GUIDANCE: (ConferenceFileKind.GUIDANCE,),
    SetPart.RESULT: (ConferenceFileKind.MINUTES, ConferenceFileKind.CONCLUSIONS),
    SetPart.PHOTO: (ConferenceFileKind.PHOTO,),
    SetPart.NEWS: (ConferenceFileKind.NEWS,),
    SetPart.ACCOUNTS: (),
}


@dataclass(frozen=True)
class SetLine:
    """A part: is it there, and what there is, in words: «2 tệp», «giao 27/27»."""

    part: SetPart
    there: bool
    said: str

    @property
    def name(self) -> str:
        return phrases("conference").set_part(self.part.value)


def standing_files(session: Session, conference: Conference) -> list[ConferenceFile]:
    """Every version that was published and not withdrawn, by kind, in the order given."""
    query = select(ConferenceFile).where(
        col(ConferenceFile.conference_id) == conference.id,
        col(ConferenceFile.published_at).is_not(None),
        col(ConferenceFile.withdrawn_at).is_(None),
    )
    order = {kind: at for at, kind in enumerate(ConferenceFileKind)}
    found = session.exec(query.order_by(col(ConferenceFile.id)))
    return sorted(found, key=lambda one: order[one.kind])


def evidence_set(
    conference: Conference, figures: ConferenceFigures, files: Sequence[ConferenceFile]
) -> list[SetLine]:
    """Every part, in order."""
    counted = Counter(one.kind for one in files)
    return [_line(part, conference, figures, counted) for part in SetPart]


def missing_words(lines: Sequence[SetLine]) -> list[str]:
    """A sentence for each part that is not there."""
    return [phrases("conference").set_missing(one) for one in lines if not one.there]


def _line(
    part: SetPart,
    conference: Conference,
    figures: ConferenceFigures,
    counted: Counter[ConferenceFileKind],
) -> SetLine:
    book = phrases("conference")
    files = sum(counted[kind] for kind in _FILES[part])
    if part is SetPart.ACCOUNTS:
        tally = figures.accounts
        there = tally.listed > 0 and tally.handed == tally.listed
        return SetLine(part, there, book.tally(tally) if tally.listed else "")
    more = ""
    if part is SetPart.PLAN and conference.plan_number:
        more = book.set_plan(conference)
    elif part is SetPart.ATTENDANCE and figures.checked_in:
        more = book.set_attendance(figures)
    said = "; ".join(filter(None, (more, book.set_files(files))))
    return SetLine(part, bool(said), said)
