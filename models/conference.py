"""The conference that guides scoring (III.1.2, third bullet): itself, its sessions, who is invited.

State is facts: a conference is planned, invited to, postponed or cancelled by what stands in it.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.conference_kinds import ConferenceChange, RsvpAnswer
from models.kinds import UtcDateTime, Way, words


class Conference(SQLModel, table=True):
    """One conference on the index of one year. Two in one calendar year have two codes.

    `revision` grows with every change that its invitees must hear of: `mark` is the digest of what
    such a change is measured by (start, end, place, link of each session, chair). `sequence` is
    iCalendar's, stored, for one UID the whole life long (RFC 5545 §3.8.7.4).
    Without a day (`postponed_at`) it is postponed until a session has one again.
    """

    id: int | None = Field(default=None, primary_key=True)
    plan: str
    code: str = Field(unique=True)  # hoi-nghi-2026
    index_year: int
    title: str
    chair: str
    partners: str = ""  # cơ quan phối hợp, as the invitation names them
    contact: str = ""  # whom to ask, with telephone, as the invitation names them
    plan_number: str | None = None  # the paper by which it is held: 45/KH-SNV, normalised
    plan_on: date | None = None
    rsvp_by: date  # answers after this day are kept, and said to be late
    urgent_why: str = ""  # invited later than QĐ 45/2018 allows: «đột xuất», and why
    revision: int = 1
    mark: str
    sequence: int = 0
    retention_months: int = 12  # how long delegates' personal data are kept after its day
    created_at: datetime = Field(sa_type=UtcDateTime)
    created_by: str
    invited_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # the first letters
    postponed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    postponed_why: str = ""
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancelled_by: str | None = None
    cancelled_why: str = ""
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # delegates' data


class ConferenceSession(SQLModel, table=True):
    """A part of it with its own hour: all at once, or departments in the morning and so on."""

    __tablename__ = "conference_session"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    conference_id: int = Field(foreign_key="conference.id")
    number: int  # 1, 2
    name: str = ""  # «Buổi sáng: các sở, ban, ngành»; empty where there is one alone
    starts_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime = Field(sa_type=UtcDateTime)
    place: str = ""
    link: str = ""
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # joined with another


class ConferenceRevision(SQLModel, table=True):
    """What one revision said, so that a letter of it says it whenever it leaves; append-only."""

    __tablename__ = "conference_revision"

    conference_id: int = Field(primary_key=True, foreign_key="conference.id")
    revision: int = Field(primary_key=True)
    sequence: int
    change: ConferenceChange = Field(sa_type=words(ConferenceChange))
    said: dict[str, Any] = Field(sa_type=JSON)  # see `dondoc/conference/announcement`
    reason: str = ""
    at: datetime = Field(sa_type=UtcDateTime)
    by: str


class Invitee(SQLModel, table=True):
    """One unit of one conference. Its answer is owed by `assignment_id`, from its invitation on.

    `revision` is the newest that it was told of: who is behind is told once, also after a crash.
    """

    __table_args__ = (UniqueConstraint("conference_id", "unit_code"),)

    id: int | None = Field(default=None, primary_key=True)
    conference_id: int = Field(foreign_key="conference.id")
    session_id: int = Field(foreign_key="conference_session.id", index=True)
    unit_code: str = Field(foreign_key="unit.code", index=True)
    seats: int
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", unique=True)
    reading_id: int | None = Field(default=None, foreign_key="assignment.id", unique=True)
    added_at: datetime = Field(sa_type=UtcDateTime)
    invited_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revision: int | None = None
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    removed_by: str | None = None
    removed_why: str = ""


class Rsvp(SQLModel, table=True):
    """A unit's answer to its invitation; versions stay, the newest holds.

    `revision` is the one that it answers: behind the conference's it is «cần xác nhận lại».
    """

    __table_args__ = (UniqueConstraint("invitee_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    invitee_id: int = Field(foreign_key="invitee.id")
    version: int
    answer: RsvpAnswer = Field(sa_type=words(RsvpAnswer))
    reason: str = ""
    revision: int
    late: bool = False  # after `rsvp_by`
    submission_id: int | None = Field(default=None, foreign_key="submission.id")
    way: Way = Field(sa_type=words(Way))
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    recorded_by: str
    form_key: str | None = Field(default=None, unique=True)  # one form, one answer
