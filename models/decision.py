"""What was decided on an assignment: who, when, why; and the audit of everything."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.kinds import DecisionKind, UtcDateTime, words


class Decision(SQLModel, table=True):
    """A decision, with the date wanted before it and, where it gives another one, after it.

    One that was taken back since, by a later decision, held until `undone_at`.
    """

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    kind: DecisionKind = Field(sa_type=words(DecisionKind))
    version: int | None = None  # the submission decided on
    reason: str | None = None
    asked_on: date | None = None  # the date a unit asks for
    due_before_on: date | None = None
    due_after_on: date | None = None
    decided_by: str
    decided_at: datetime = Field(sa_type=UtcDateTime)
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class DateChange(SQLModel, table=True):
    """The dates of an assignment as they stood until `at`, when a decision gave others.

    What stands now is in the assignment itself; what stood at an instant is in the first change
    after it. No sentence has to be read to know it.
    """

    __tablename__ = "date_change"

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    decision_id: int = Field(foreign_key="decision.id", unique=True)
    at: datetime = Field(sa_type=UtcDateTime)
    nominal_on: date
    target_on: date
    due_on: date
    first_due_on: date
    arithmetic: str
    cycle: int
    cycle_from_on: date


class Audit(SQLModel, table=True):
    """Append-only: who did what to what, when."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor: str
    act: str
    target: str = Field(index=True)  # "assignment:12", "contact:3", "channel:email"
    detail: str = ""
