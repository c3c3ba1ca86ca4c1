"""What is posted at an office: a unit's own declaration, and what an inspector saw there."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from models.kinds import UtcDateTime


class DeclarationCheck(SQLModel, table=True):
    """A declaration (II.3.5) that was held against the official list, as a check of its office."""

    __tablename__ = "declaration_check"

    submission_id: int = Field(foreign_key="submission.id", primary_key=True)
    check_id: int = Field(foreign_key="publication_check.id")


class SpotCheck(SQLModel, table=True):
    """What an inspector saw posted at a unit that was drawn; a correction is another row.

    `missing`, `outdated` and `revoked` are codes of procedures; all empty: posted completely.
    """

    __tablename__ = "spot_check"

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)  # the visited unit's
    check_id: int = Field(foreign_key="publication_check.id", unique=True)
    seen_on: date
    missing: list[str] = Field(sa_type=JSON)
    outdated: list[str] = Field(sa_type=JSON)
    revoked: list[str] = Field(sa_type=JSON)
    note: str = ""
    recorded_by: str
    recorded_at: datetime = Field(sa_type=UtcDateTime)
