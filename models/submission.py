"""What a unit says, with its figures and files. Versions stay."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import Answer, UtcDateTime, Way, words


class Submission(SQLModel, table=True):
    """One answer to an assignment.

    `received_at` is when the office got it and decides lateness; `recorded_at` is when we learned
    of it and decides what an `as_of` sees. They differ for paper and for the document system.
    `sent_on` is the day on which the unit says that it sent it through the document system: until
    an officer has checked that, at `sent_checked_at`, it is only said.
    A mail that was no answer to this counts until `withdrawn_at`.
    """

    __table_args__ = (UniqueConstraint("assignment_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    version: int
    answer: Answer = Field(sa_type=words(Answer))
    reason: str | None = None
    document_number: str | None = Field(default=None, index=True)  # 12/BC-STC, normalised
    document_on: date | None = None
    signer: str | None = None
    sent_on: date | None = None
    list_number: str | None = None  # the newest decision in the list that is posted at the office
    list_on: date | None = None  # the day it was signed
    note: str | None = None
    link: str | None = None
    incoming_number: str | None = None  # số đến, where it came on paper
    way: Way = Field(sa_type=words(Way))
    recorded_by: str  # contact, account or flow, as the audit names it
    received_at: datetime = Field(sa_type=UtcDateTime)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    sent_checked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    flags: str = ""  # what is merely odd, one sentence a line, for the officer
    idempotency_key: str | None = Field(default=None, unique=True)  # one form, one submission
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ReceiptChange(SQLModel, table=True):
    """When a submission was said to have come until `at`, when an officer corrected it, and why.

    What stands now is in the submission; what stood at an instant is in the first change after it.
    """

    __tablename__ = "receipt_change"

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
    received_at: datetime = Field(sa_type=UtcDateTime)
    by: str  # the account, as the audit names it
    reason: str


class Figure(SQLModel, table=True):
    """The value of one indicator in one submission: a non-negative integer."""

    submission_id: int = Field(foreign_key="submission.id", primary_key=True)
    indicator: str = Field(primary_key=True)
    value: int


class File(SQLModel, table=True):
    """A file handed in with a submission; its bytes are stored under their SHA-256."""

    id: int | None = Field(default=None, primary_key=True)
    submission_id: int = Field(foreign_key="submission.id", index=True)
    name: str
    sha256: str
    size: int
    media_type: str


class Activity(SQLModel, table=True):
    """For continuous duties: one thing done, counted in the period of its date.

    Nothing is deleted: what was entered by mistake is withdrawn, and counts until then.
    """

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    done_on: date
    hour: str | None = None  # 19:45, of what went on air
    title: str
    link: str | None = None
    number: str | None = None
    minutes: int | None = None
    people: int | None = None
    about_unit: str | None = None  # code of the unit that a good example is about
    figure: str | None = None  # what came of it, as written: rút ngắn 3 ngày, 1.250 hồ sơ
    flags: str = ""  # what is merely odd, one sentence a line: a link nobody could check
    recorded_by: str
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: str | None = None  # None also of what was taken back before this was kept
    withdrawn_why: str | None = None
