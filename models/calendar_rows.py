"""Days off and make-up days that an administrator decided, beside those of calendar.yaml."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.kinds import UtcDateTime


class DecidedDays(SQLModel, table=True):
    """One decision; it counts until it is withdrawn, and every process reckons with it.

    `days_off` and `worked` are JSON lists of [day, label].
    """

    __tablename__ = "decided_days"

    id: int | None = Field(default=None, primary_key=True)
    year: int
    whole_year: bool = False  # settles the calendar of the year, not only its days
    title: str
    number: str | None = None
    issued_on: date | None = None
    source: str
    confirmed: bool
    days_off: str = "[]"
    worked: str = "[]"
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    recorded_by: str
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: str | None = None
