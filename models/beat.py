"""What the machine does again and again: when it last did so, and who was told that it stopped."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.kinds import BeatName, SilenceKind, UtcDateTime, words


class Beat(SQLModel, table=True):
    """One row for each kind of regular work; only the last time is kept.

    `failing_since` is empty after a time that ended well. `next_by`: by when who does it promised
    to do it again; empty where nobody did.
    """

    name: BeatName = Field(primary_key=True, sa_type=words(BeatName))
    begun_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # well or not
    well_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failing_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_by: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Silence(SQLModel, table=True):
    """Something that should happen and does not, until it does again and that was told.

    `claimed_at` is when a process last began to tell, of the silence or of its end.
    """

    kind: SilenceKind = Field(primary_key=True, sa_type=words(SilenceKind))
    since_at: datetime = Field(sa_type=UtcDateTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    over_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failed: str = ""  # why the last try told nobody
