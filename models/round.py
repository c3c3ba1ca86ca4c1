"""One duty in one period, and what it asks of each unit."""

from datetime import date, datetime

from sqlalchemy import false
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import UtcDateTime, partial_index


class Round(SQLModel, table=True):
    """One duty in one period: `2027-Q1`; a demand or an event: `2027-E12`.

    `threshold` is how many are wanted of each unit, where what units enter is counted; 0 of a
    continuous duty (E3) of which nothing is counted here. A continuous duty's due date is the day
    it is looked at; any other is owed by its due date, counted or, with None, handed in.
    """

    __table_args__ = (UniqueConstraint("plan", "duty", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    plan: str
    duty: str = Field(index=True)
    period: str
    opens_on: date
    cutoff_on: date | None = None
    opened_at: datetime = Field(sa_type=UtcDateTime)
    confirmed: bool = False
    threshold: int | None = None
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Assignment(SQLModel, table=True):
    """One thing asked of one unit in a round, since `asked_at`: no day before it knows of it.

    `due_on` is the date wanted now; `first_due_on` the one that lateness is judged by, which only
    an extension moves, and none after the whole was handed in. `cycle` grows whenever the date
    moves or the work is returned, so that the ladder starts anew under new notice keys;
    `cycle_from_on` is the day it started. `completed_at` and `waived_at` are
    how it stands now: what stood before is told by its decisions.
    """

    __table_args__ = (
        UniqueConstraint("round_id", "unit_code", "subject"),
        # Few hang under another. Over the empty ones too, SQLite went through it for whole rounds.
        partial_index("ix_assignment_child", "parent_id", where="parent_id IS NOT NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    unit_code: str = Field(foreign_key="unit.code", index=True)
    role: str
    asked_at: datetime = Field(sa_type=UtcDateTime)
    subject: str = ""
    parent_id: int | None = Field(default=None, foreign_key="assignment.id")
    tone: str = "order"  # the unit's tone on the day the round opened
    # Never chased: continuous duties (E3), and a unit's own slot in what it watches over itself.
    chased: bool = True
    # A body's own slot in the round that it consolidates: done with that report, never on time.
    consolidated: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    nominal_on: date
    target_on: date
    due_on: date = Field(index=True)
    first_due_on: date
    arithmetic: str
    cycle: int = 1
    cycle_from_on: date
    asked_by: str | None = None  # who asked for it by hand; None where the plan does
    acknowledged_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    completed_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    waived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DemandFile(SQLModel, table=True):
    """The document by which a round was asked for; its bytes are stored under their SHA-256."""

    __tablename__ = "demand_file"
    __table_args__ = (UniqueConstraint("round_id", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    name: str
    sha256: str
    size: int
    media_type: str
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by: str  # the account, as the audit names it
