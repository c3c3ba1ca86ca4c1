"""The official list: what was announced, by which decision, and what holds when."""

from datetime import date, datetime

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import UtcDateTime, words
from models.publication_kinds import DecisionIssuer, ItemAct, ListKind


class ProcedureDecision(SQLModel, table=True):
    """A decision that announces procedures (quyết định công bố)."""

    __tablename__ = "procedure_decision"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)  # 378/QĐ-UBND, normalised
    issuer: DecisionIssuer = Field(sa_type=words(DecisionIssuer))
    signed_on: date
    effective_on: date
    # when the act behind it takes effect, art. 15; None where it is not known
    act_effective_on: date | None = None
    shortened: bool = False  # a shortened procedure: three days and two, arts. 15 and 24.2
    file_sha256: str | None = None
    imported_at: datetime = Field(sa_type=UtcDateTime)
    imported_by: str


class Procedure(SQLModel, table=True):
    """One version of a procedure; versions stay, so that any day's truth can be told.

    It holds from `valid_from` until the day before `valid_to` (None: still). One without a code
    has `X-` and a digest of its name, and is matched by name alone.
    """

    __table_args__ = (UniqueConstraint("code", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(index=True)  # the core: 1.012790
    suffix: str = ""  # as given: 000.00.00.H41; never a reason for «wrong code»
    version: int
    name: str
    level: str = ""  # xã, tỉnh, … as the list writes it: a list of words in settings, not here
    sector: str = ""  # lĩnh vực
    agency: str = ""  # who resolves it, as the list writes it
    units: list[str] = Field(
        sa_type=JSON
    )  # codes of the units that must publish it; empty: by level
    kind: ListKind = Field(default=ListKind.LIST, sa_type=words(ListKind))
    revoked: bool = False  # this version says that it is no more
    components: dict[str, str] = Field(sa_type=JSON)  # Component: text; not there: not required
    fee: str = ""
    time_limit: str = ""  # thời hạn giải quyết
    decision_id: int | None = Field(default=None, foreign_key="procedure_decision.id", index=True)
    valid_from: date
    valid_to: date | None = None
    digest: str  # of what it says: the same digest, no new version
    imported_at: datetime = Field(sa_type=UtcDateTime)


class DecisionItem(SQLModel, table=True):
    """What one decision does to one procedure."""

    __tablename__ = "decision_item"

    decision_id: int = Field(foreign_key="procedure_decision.id", primary_key=True)
    code: str = Field(primary_key=True)
    act: ItemAct = Field(sa_type=words(ItemAct))
    entered_on: date | None = None  # into the national database, where the day is known
