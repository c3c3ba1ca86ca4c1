"""Who comes to a conference, and who came. Personal data: as little as is needed, and not for long.

Name, post and telephone are deleted when the conference's retention is over; that somebody was
there stays.
"""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.conference_kinds import CheckInAct, CheckInOutcome, CheckInRefusal, DelegateOrigin
from models.kinds import UtcDateTime, words


class Delegate(SQLModel, table=True):
    """A person of an invited unit; `code` is short, said and typed at the desk, in the QR code."""

    __table_args__ = (UniqueConstraint("conference_id", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    conference_id: int = Field(foreign_key="conference.id")
    invitee_id: int = Field(foreign_key="invitee.id", index=True)
    code: str
    name: str
    post: str = ""
    telephone: str = ""
    origin: DelegateOrigin = Field(default=DelegateOrigin.REGISTERED, sa_type=words(DelegateOrigin))
    replaces_id: int | None = Field(default=None, foreign_key="delegate.id")
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by: str
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    erased_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class CheckIn(SQLModel, table=True):
    """One scan or tap at a desk, refused ones too; append-only.

    `scan_id` is made at random by the device, once a scan: sent again, it is the same row.
    """

    __tablename__ = "check_in"

    id: int | None = Field(default=None, primary_key=True)
    scan_id: str = Field(unique=True)
    conference_id: int = Field(foreign_key="conference.id", index=True)
    delegate_id: int | None = Field(default=None, foreign_key="delegate.id", index=True)
    code: str = ""  # as scanned or typed, where nobody was found by it
    act: CheckInAct = Field(sa_type=words(CheckInAct))
    outcome: CheckInOutcome = Field(sa_type=words(CheckInOutcome))
    refusal: CheckInRefusal | None = Field(default=None, sa_type=words(CheckInRefusal))
    device: str
    offline: bool = False  # came from a device's queue, or from the printed list
    device_at: datetime = Field(sa_type=UtcDateTime)  # by the device's clock, which may be wrong
    server_at: datetime = Field(sa_type=UtcDateTime)
    recorded_by: str  # the account, as the audit names it


class Attendance(SQLModel, table=True):
    """That a delegate is in: once, however many desks and scans. Taken back, `undone_at` is set."""

    conference_id: int = Field(primary_key=True, foreign_key="conference.id")
    delegate_id: int = Field(primary_key=True, foreign_key="delegate.id")
    check_in_id: int = Field(foreign_key="check_in.id")  # the one that counted
    arrived_at: datetime = Field(sa_type=UtcDateTime)
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
