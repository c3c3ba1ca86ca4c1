"""Which unit takes over which decision of a ministry (II.3.3), and the work that came of it."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.kinds import UtcDateTime


class DecisionReview(SQLModel, table=True):
    """One decision, one unit, asked once: its dates, letters and answers are its assignment's."""

    __tablename__ = "decision_review"

    decision_id: int = Field(foreign_key="procedure_decision.id", primary_key=True)
    unit_code: str = Field(foreign_key="unit.code", primary_key=True)
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    opened_by: str
