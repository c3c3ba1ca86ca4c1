"""What belongs to a conference besides people: files, questions, accounts, tasks."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.conference_kinds import ConferenceFileKind
from models.kinds import UtcDateTime, words


class ConferenceFile(SQLModel, table=True):
    """One version of a file or a link: `sha256` or `link` is given. Versions stay.

    `name` tells several of one kind apart (photos, guidance on two subjects). `number` and
    `dated_on` are those of the paper, where it is one. Nobody sees it before `published_at`.
    """

    __tablename__ = "conference_file"
    __table_args__ = (UniqueConstraint("conference_id", "kind", "name", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    conference_id: int = Field(foreign_key="conference.id")
    kind: ConferenceFileKind = Field(sa_type=words(ConferenceFileKind))
    name: str
    version: int
    sha256: str | None = None
    size: int = 0
    media_type: str = ""
    link: str = ""
    number: str | None = None
    dated_on: date | None = None
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by: str
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # letters about it planned
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: str | None = None
    withdrawn_why: str = ""


class ConferenceQuestion(SQLModel, table=True):
    """A question asked, who owns its answer and by when (`assignment_id`), and the answer."""

    __tablename__ = "conference_question"
    __table_args__ = (UniqueConstraint("conference_id", "number"),)

    id: int | None = Field(default=None, primary_key=True)
    conference_id: int = Field(foreign_key="conference.id")
    number: int  # in the order asked, within its conference
    unit_code: str = Field(foreign_key="unit.code")  # who asks
    text: str
    asked_at: datetime = Field(sa_type=UtcDateTime)
    asked_by: str  # contact or account, as the audit names it
    owner_code: str | None = Field(default=None, foreign_key="unit.code")  # who answers
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", unique=True)
    answer: str = ""
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    answered_by: str | None = None
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    form_key: str | None = Field(default=None, unique=True)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ScoringAccount(SQLModel, table=True):
    """That a unit has an account for the scoring software. Never a password.

    Handed out, the unit owes the word that it has it (`assignment_id`, decision 0081).
    """

    __tablename__ = "scoring_account"
    __table_args__ = (UniqueConstraint("conference_id", "unit_code"),)

    id: int | None = Field(default=None, primary_key=True)
    conference_id: int = Field(foreign_key="conference.id")
    unit_code: str = Field(foreign_key="unit.code")
    login: str
    holder: str = ""  # who uses it; erased with the delegates' data
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", unique=True)
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by: str
    handed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    handed_by: str | None = None


class ConferenceTask(SQLModel, table=True):
    """A task that the conclusions set one unit, by a date; it is that unit's assignment."""

    __tablename__ = "conference_task"
    __table_args__ = (UniqueConstraint("conference_id", "number", "unit_code"),)

    id: int | None = Field(default=None, primary_key=True)
    conference_id: int = Field(foreign_key="conference.id")
    number: int  # as in the conclusions
    unit_code: str = Field(foreign_key="unit.code")
    text: str
    due_on: date
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", unique=True)
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by: str
