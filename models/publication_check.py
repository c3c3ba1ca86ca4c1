"""What is looked at, when it was looked at, and what was seen."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import UtcDateTime, words
from models.publication_kinds import (
    CheckVerdict,
    ReadingTrouble,
    ReadingWay,
    ScanScope,
    SourceKind,
)


class PublicationSource(SQLModel, table=True):
    """One place in which one unit shows its procedures.

    `scope` says what it must show: `levels`, `fields`, `codes` (each a list; none of them: what the
    official list gives its unit). `reading` holds what only its own way needs.
    """

    __tablename__ = "publication_source"
    __table_args__ = (UniqueConstraint("unit_code", "kind", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_code: str = Field(foreign_key="unit.code", index=True)
    kind: SourceKind = Field(sa_type=words(SourceKind))
    way: ReadingWay = Field(sa_type=words(ReadingWay))
    address: str = ""  # empty where no page is read
    scope: dict[str, list[str]] = Field(sa_type=JSON)
    reading: dict[str, Any] = Field(sa_type=JSON)
    hosts: list[str] = Field(sa_type=JSON)  # ends of host names that are official here
    allow_cidrs: list[str] = Field(sa_type=JSON)
    gap_seconds: float = 1.0  # between two requests to its host
    basis: str = ""  # the article or clause that wants it
    confirmed: bool = False
    from_on: date
    to_on: date | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)  # what failed before does not count on
    changed_by: str


class Scan(SQLModel, table=True):
    """One run over sources. An invalid one (our own line was down) opens and counts nothing."""

    __table_args__ = (UniqueConstraint("scope", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    scope: ScanScope = Field(sa_type=words(ScanScope))
    key: str  # the day, and what an officer's own look is known by: a second run goes on with it
    run_on: date
    started_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    invalid_why: str | None = None


class PublicationCheck(SQLModel, table=True):
    """One look at one source in one scan.

    `counts` are the numbers that the score is made of, by `rule_version`, so that a trend stays
    true; `http` is what the line said: status, final address, bytes, seconds, validators.
    """

    __tablename__ = "publication_check"
    __table_args__ = (UniqueConstraint("scan_id", "source_id"),)

    id: int | None = Field(default=None, primary_key=True)
    scan_id: int = Field(foreign_key="scan.id")
    source_id: int = Field(foreign_key="publication_source.id", index=True)
    checked_at: datetime = Field(sa_type=UtcDateTime)
    verdict: CheckVerdict = Field(sa_type=words(CheckVerdict))
    trouble: ReadingTrouble | None = Field(default=None, sa_type=words(ReadingTrouble))
    http: dict[str, Any] = Field(sa_type=JSON)
    rows: int = 0
    rows_digest: str = ""
    counts: dict[str, int] = Field(sa_type=JSON)
    rule_version: int
    snapshot: str | None = Field(default=None, foreign_key="snapshot.sha256")


class Snapshot(SQLModel, table=True):
    """What a source gave, byte for byte; the bytes lie packed under their SHA-256."""

    sha256: str = Field(primary_key=True)
    media_type: str  # from our own list
    size: int
    address: str
    taken_at: datetime = Field(sa_type=UtcDateTime)
