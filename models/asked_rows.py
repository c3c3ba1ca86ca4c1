"""What was asked in somebody's name, and which installation this ledger is of."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import AskedForm, UtcDateTime, words


class AskedAct(SQLModel, table=True):
    """A form filled in under an account's address by somebody who did not sign in as it.

    Nothing of it is done before that account presses the button in the mail it gets. `hash` is of
    the link's token; `typed` is the form as JSON.
    """

    __tablename__ = "asked_act"
    __table_args__ = (UniqueConstraint("run_key"),)

    hash: str = Field(primary_key=True)
    form: AskedForm = Field(sa_type=words(AskedForm))
    typed: str
    run_key: str
    account_id: int = Field(foreign_key="account.id")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class InstallationRow(SQLModel, table=True):
    """The one row that says whose ledger it is, and with which key its links are signed."""

    __tablename__ = "installation"

    id: int | None = Field(default=None, primary_key=True)
    mark: str
    key_fingerprint: str | None = None
