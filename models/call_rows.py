"""What was said on the telephone about an assignment, as the officer who called notes it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.kinds import UtcDateTime


class CallNote(SQLModel, table=True):
    """One call: it changes nothing of the assignment, it is read in its history.

    `form_key` makes one form one note, however often it is pressed. What was noted by mistake is
    struck, with a reason, and stays.
    """

    __tablename__ = "call_note"

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    called_at: datetime = Field(sa_type=UtcDateTime)
    spoken_to: str
    said: str
    recorded_by: str  # the account, as the audit names it
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    form_key: str | None = Field(default=None, unique=True)
    struck_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    struck_by: str | None = None
    struck_why: str | None = None
