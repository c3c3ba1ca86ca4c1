"""What an inspection decides that other code asks for: the draw, and each appointment."""

from datetime import date, datetime

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, SQLModel

from models.kinds import UtcDateTime


class Draw(SQLModel, table=True):
    """The sample of one round, with all that is needed to repeat it; a round is drawn once.

    `units` are codes in the order drawn from, `again` those that were drawn the time before too;
    `by_group` says of each role how many were drawn, of how many.
    """

    round_id: int = Field(primary_key=True, foreign_key="round.id")
    seed: int = Field(sa_type=BigInteger)
    percent: int
    units: list[str] = Field(sa_type=JSON)
    by_group: dict[str, list[int]] = Field(sa_type=JSON)
    again: list[str] = Field(sa_type=JSON)
    drawn_by: str
    drawn_at: datetime = Field(sa_type=UtcDateTime)


class Appointment(SQLModel, table=True):
    """A day on which a drawn unit is visited; another day is another row, the newest holds."""

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    visit_on: date
    words: str = ""  # hour and place, as the officer wrote them
    appointed_by: str
    appointed_at: datetime = Field(sa_type=UtcDateTime)
