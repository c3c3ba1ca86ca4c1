"""Papers that the program made: what they say, as known when, and what became of them."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import DocumentKind, UtcDateTime, words


class Document(SQLModel, table=True):
    """One version of a paper about one matter: a kind, a duty's period, at times one subject.

    It says what the ledger was known to say at `as_of`; `basis` names what was asked of it, in
    words. `mark` is the digest of its facts without any date: the same mark, the same paper.
    Issued, it is frozen: a newer version stands beside it and never takes its place.
    """

    __table_args__ = (UniqueConstraint("kind", "plan", "duty", "period", "subject", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: DocumentKind = Field(sa_type=words(DocumentKind))
    plan: str
    duty: str = Field(index=True)
    period: str
    subject: str = ""  # code of a unit, where it is about or to that one alone; or of a conference
    version: int
    as_of: datetime = Field(sa_type=UtcDateTime)
    basis: str
    mark: str
    said: str = ""  # how whole it is: 24/27 đơn vị
    program: str  # the program's version
    made_at: datetime = Field(sa_type=UtcDateTime)
    made_by: str  # account, flow or machine, as the audit names it
    issued_number: str | None = Field(default=None, index=True)  # 45/BC-SNV, normalised
    issued_on: date | None = None
    issued_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    issued_by: str | None = None
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_by: str | None = None
    withdrawn_why: str | None = None


class DocumentFile(SQLModel, table=True):
    """A file of a document; its bytes are stored under their SHA-256."""

    __tablename__ = "document_file"
    __table_args__ = (UniqueConstraint("document_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True)
    name: str
    sha256: str = Field(index=True)
    size: int
    media_type: str


class DocumentAssignment(SQLModel, table=True):
    """What a document urges: one assignment that it names; what is issued is not drafted again."""

    __tablename__ = "document_assignment"

    document_id: int = Field(foreign_key="document.id", primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", primary_key=True, index=True)


class DocumentText(SQLModel, table=True):
    """A paragraph that a person wrote for a paper, under its `key`; the newest stands.

    It belongs to the matter and not to a version, so that a renewed draft keeps it.
    """

    __tablename__ = "document_text"

    id: int | None = Field(default=None, primary_key=True)
    kind: DocumentKind = Field(sa_type=words(DocumentKind))
    plan: str
    duty: str = Field(index=True)
    period: str
    subject: str = ""
    key: str
    text: str
    written_at: datetime = Field(sa_type=UtcDateTime)
    written_by: str  # the account, as the audit names it
