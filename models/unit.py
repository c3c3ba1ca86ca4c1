"""Bodies, and the ways to reach them. Credentials never live here."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from models.kinds import AccountRole, Purpose, UtcDateTime, words


class UnitRow(SQLModel, table=True):
    """A body, copied from units.yaml so that the ledger's rows have something to stand on."""

    __tablename__ = "unit"

    code: str = Field(primary_key=True)
    official_code: str | None = None
    name: str
    symbol: str | None = None
    group: str
    official_order: int
    from_on: date
    to_on: date | None = None
    confirmed: bool = False


class Contact(SQLModel, table=True):
    """One way to reach a unit: a person or a mailbox, for a purpose, in an order."""

    __table_args__ = (UniqueConstraint("unit_code", "channel", "address", "purpose"),)

    id: int | None = Field(default=None, primary_key=True)
    unit_code: str = Field(foreign_key="unit.code", index=True)
    purpose: Purpose = Field(default=Purpose.CLERK, sa_type=words(Purpose))
    person: str | None = None
    telephone: str | None = None
    channel: str = "email"  # "email" or an Apprise scheme
    address: str
    position: int = 1
    also: bool = False
    verified_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # since when without a break; None: since before this was kept
    in_use_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    disabled_why: str | None = None


class ContactUse(SQLModel, table=True):
    """An earlier time in which a contact was in use, until it was put out of use and back again."""

    __tablename__ = "contact_use"

    id: int | None = Field(default=None, primary_key=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)
    # None: since before it was kept
    from_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    until_at: datetime = Field(sa_type=UtcDateTime)


class Account(SQLModel, table=True):
    """A person who signs in to the board; the officer of a duty is the number to call."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    address: str = Field(unique=True)
    unit_code: str = Field(foreign_key="unit.code")
    role: AccountRole = Field(default=AccountRole.VIEWER, sa_type=words(AccountRole))
    department: str | None = None
    telephone: str | None = None
    duties: str = ""  # codes of the duties this officer is in charge of, comma-separated
    # the last time; None: never, or not since this is kept
    signed_in_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Channel(SQLModel, table=True):
    """A way to send, by the name of its settings; paused when its login or certificate fails."""

    name: str = Field(primary_key=True)
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    paused_why: str | None = None
    # what was refused before it counts no more: somebody has looked
    released_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    alarm_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # telling of it last begun
    # no server was reached since, and until when nothing is tried
    unreached_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    rests_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    rests_why: str | None = None


class ChannelAlarm(SQLModel, table=True):
    """A pause that our own dispatch made, which administrators are to be told of, once.

    What a person pauses has no such row. `failed` is why the last try told nobody.
    """

    __tablename__ = "channel_alarm"

    channel: str = Field(primary_key=True, foreign_key="channel.name")
    paused_at: datetime = Field(primary_key=True, sa_type=UtcDateTime)
    told_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failed: str = ""


class ServiceToken(SQLModel, table=True):
    """The newest token pair of a service whose refresh token can be used once.

    `seed` is the hash of the setting it began with: another one there begins anew.
    """

    __tablename__ = "service_token"

    name: str = Field(primary_key=True)
    access_token: str = ""
    refresh_token: str
    seed: str
    renewed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failed_kind: str = ""
    failed_why: str = ""
