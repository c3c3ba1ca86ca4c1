"""Official figures of the index of Quyết định 766/QĐ-TTg, as they were handed in. Never ours."""

from datetime import datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import UtcDateTime


class Index766(SQLModel, table=True):
    """The scores of one body in one period; a correction is another version, the newest holds."""

    __tablename__ = "index_766"
    __table_args__ = (UniqueConstraint("period", "unit_code", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    period: str  # 2027, 2027-Q1, 2027-M03: of the calendar
    unit_code: str = Field(foreign_key="unit.code")  # the province's own line: its committee
    version: int
    scores: dict[str, float] = Field(sa_type=JSON)  # CKMB, TDGQ, …, TONG_SCORE; not there: not told
    source: str  # where the figures were taken from, in the words of who handed them in
    imported_at: datetime = Field(sa_type=UtcDateTime)
    imported_by: str
