"""What a check found wrong, what each later look saw of it, and what an officer let pass."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import UtcDateTime, words
from models.publication_kinds import FindingKind, Severity


class PublicationFinding(SQLModel, table=True):
    """One thing wrong in one source. Its standing, dates and letters are its assignment's.

    `fingerprint` is unit, source, kind, procedure and field; `episode` grows when it comes back
    after it had been gone for long. Without an assignment it waits to be seen again, or is the
    officer's own business.
    """

    __tablename__ = "publication_finding"
    __table_args__ = (UniqueConstraint("fingerprint", "episode"),)

    id: int | None = Field(default=None, primary_key=True)
    fingerprint: str
    episode: int = 1
    source_id: int = Field(foreign_key="publication_source.id", index=True)
    unit_code: str = Field(foreign_key="unit.code", index=True)
    kind: FindingKind = Field(sa_type=words(FindingKind))
    severity: Severity = Field(sa_type=words(Severity))
    procedure: str = ""  # its code; empty for what is wrong with the source as a whole
    field: str = ""
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class FindingSighting(SQLModel, table=True):
    """What one check saw of a finding: there, with its evidence, or gone."""

    __tablename__ = "finding_sighting"
    __table_args__ = (UniqueConstraint("finding_id", "check_id"),)

    id: int | None = Field(default=None, primary_key=True)
    finding_id: int = Field(foreign_key="publication_finding.id")
    check_id: int = Field(foreign_key="publication_check.id", index=True)
    seen: bool
    expected: str = ""  # the official entry's words
    actual: str = ""  # the page's words
    excerpt: str = ""  # of the page, around it
    locator: str = ""  # bảng 2, dòng 14
    rule: str = ""  # the article, and the date arithmetic
    due_on: date | None = None  # by the rule of publication, not the date to mend it


class FindingWaiver(SQLModel, table=True):
    """An officer lets a finding pass until a day; after it, it counts again where it is seen."""

    __tablename__ = "finding_waiver"

    id: int | None = Field(default=None, primary_key=True)
    finding_id: int = Field(foreign_key="publication_finding.id", index=True)
    until_on: date
    reason: str
    waived_at: datetime = Field(sa_type=UtcDateTime)
    waived_by: str
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: str | None = None
