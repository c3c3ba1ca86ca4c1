"""That this ledger is a copy put back, and what is held since because it may have left before."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.kinds import HoldAnswer, RestoredHow, UtcDateTime, words


class Restoration(SQLModel, table=True):
    """One putting back: what happened between `taken_at` and `lost_at` is not in this ledger."""

    id: int | None = Field(default=None, primary_key=True)
    how: RestoredHow = Field(sa_type=words(RestoredHow))
    taken_at: datetime = Field(sa_type=UtcDateTime)  # when the copy was made
    lost_at: datetime = Field(sa_type=UtcDateTime)  # until when the one before may have sent
    restored_at: datetime = Field(sa_type=UtcDateTime)
    source: str = ""  # the copy's folder, as it was named


class RestoredHold(SQLModel, table=True):
    """A message that may have left before the ledger was put back, until somebody knows."""

    __tablename__ = "restored_hold"

    message_id: int = Field(primary_key=True, foreign_key="message.id")
    restoration_id: int = Field(foreign_key="restoration.id")
    meant_at: datetime = Field(sa_type=UtcDateTime)  # when it would have left
    held_at: datetime = Field(sa_type=UtcDateTime)
    looked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # in the archive
    answer: HoldAnswer | None = Field(default=None, sa_type=words(HoldAnswer))
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by: str = ""  # as the audit names them; «archive»
