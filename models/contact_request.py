"""What a unit asks about who speaks for it; an officer decides."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.kinds import ContactWish, UtcDateTime, partial_index, words


class ContactRequest(SQLModel, table=True):
    """Asked by a contact behind its link, until an officer confirms or refuses it.

    `person`, `telephone`, `address` are of the one who is to come. `new_contact_id` is the contact
    that it became. Of a confirmed `SHARE` it is told what is said of `assignment_id`, besides.
    """

    __tablename__ = "contact_request"
    __table_args__ = (
        partial_index("ix_contact_request_waiting", "id", where="decided_at IS NULL"),
    )

    id: int | None = Field(default=None, primary_key=True)
    wish: ContactWish = Field(sa_type=words(ContactWish))
    unit_code: str = Field(foreign_key="unit.code")
    contact_id: int = Field(foreign_key="contact.id", index=True)
    assignment_id: int | None = Field(default=None, foreign_key="assignment.id", index=True)
    person: str = ""
    telephone: str = ""
    address: str = ""
    note: str = ""
    asked_at: datetime = Field(sa_type=UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by: str | None = None
    accepted: bool | None = None
    reason: str = ""
    new_contact_id: int | None = Field(default=None, foreign_key="contact.id")
