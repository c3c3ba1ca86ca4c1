"""What the scoring software's exports say of the units of an index year (decision 0080)."""

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import UtcDateTime


class ScoringStep(StrEnum):
    """What a scored unit does; its value names the column of `ScoringLine` that tells it."""

    SCORED = "scored"
    FILED = "filed"
    EXPLAINED = "explained"


class ScoringExport(SQLModel, table=True):
    """One export that an officer handed in; its bytes are stored under their SHA-256.

    The same bytes are one export of their index year. Of two the one of the later day holds.
    """

    __tablename__ = "scoring_export"
    __table_args__ = (UniqueConstraint("index_year", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    index_year: int
    sha256: str
    name: str
    size: int
    exported_on: date  # the day that its figures are of, in the words of who handed it in
    imported_at: datetime = Field(sa_type=UtcDateTime)
    imported_by: str


class ScoringLine(SQLModel, table=True):
    """What one export says of one unit; None where it has no such column, or no score yet.

    A day is given where the software tells it.
    """

    __tablename__ = "scoring_line"
    __table_args__ = (UniqueConstraint("export_id", "unit_code"),)

    id: int | None = Field(default=None, primary_key=True)
    export_id: int = Field(foreign_key="scoring_export.id", index=True)
    unit_code: str = Field(foreign_key="unit.code")
    line: int  # its row in the file
    scored: bool | None = None
    scored_on: date | None = None
    filed: bool | None = None
    filed_on: date | None = None
    explained: bool | None = None
    explained_on: date | None = None
    self_score: float | None = None
    appraised_score: float | None = None


class ScoringExplanation(SQLModel, table=True):
    """An explanation that is asked of one unit: of which index year, after which result."""

    __tablename__ = "scoring_explanation"

    assignment_id: int = Field(primary_key=True, foreign_key="assignment.id")
    index_year: int = Field(index=True)
    result_on: date  # when the unit was told what the appraisal came to
