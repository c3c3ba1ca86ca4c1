"""Column types and the closed lists of words that the ledger stores (DESIGN §9)."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, Index, text
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in, aware UTC out, on SQLite too, which forgets the zone.

    Raises ValueError for a naive datetime: a local time stored by mistake would move a deadline.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}: the ledger keeps instants in UTC")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        assert isinstance(value, datetime)
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Answer(StrEnum):
    """What a unit says of its assignment."""

    DONE = "done"
    NIL = "nil"
    NOT_DONE = "not_done"


class Way(StrEnum):
    """By which way a submission reached the ledger."""

    LINK = "link"
    REPLY = "reply"
    STAFF = "staff"
    FLOW = "flow"


class DecisionKind(StrEnum):
    ACCEPTED = "accepted"
    RETURNED = "returned"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    WAIVED = "waived"
    MOVED = "moved"  # the calendar changed; nobody decided, the date moved all the same
    TAKEN_OVER = "taken_over"  # from a body that is no more; nobody granted anything
    CLOSED = "closed"  # its period is over and it was not done; nobody decided
    # What takes an earlier act back (decision 0027):
    REOPENED = "reopened"  # accepted, waived or withdrawn before
    EXTENSION_REVOKED = "extension_revoked"
    DEMAND_WITHDRAWN = "demand_withdrawn"  # asked by hand of a unit that it does not concern
    ACTIVITY_STRUCK = "activity_struck"  # counted by mistake
    LETTER_DETACHED = "letter_detached"  # a mail taken for the answer to something else
    RETURN_WITHDRAWN = "return_withdrawn"  # what was handed in need not come again


ENDS = (DecisionKind.ACCEPTED, DecisionKind.WAIVED, DecisionKind.DEMAND_WITHDRAWN)
"""What ends an assignment, until it is taken back."""

TAKES_BACK = (
    DecisionKind.REOPENED,
    DecisionKind.EXTENSION_REVOKED,
    DecisionKind.DEMAND_WITHDRAWN,
    DecisionKind.ACTIVITY_STRUCK,
    DecisionKind.LETTER_DETACHED,
    DecisionKind.RETURN_WITHDRAWN,
)
"""What takes an earlier act back."""


class NoticeKind(StrEnum):
    """Why something is said. A rung of the ladder, or the answer to what somebody did."""

    OPENING = "opening"
    REMINDER = "reminder"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"  # to the clerk
    OVERDUE_HEAD = "overdue_head"  # to the head of the unit
    ESCALATION = "escalation"  # to the superior
    RECEIPT = "receipt"
    RETURNED = "returned"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    MOVED = "moved"  # the calendar changed, and the date with it
    WAIVED = "waived"
    ACCEPTED = "accepted"
    UNREACHABLE = "unreachable"  # to Sở Nội vụ: a unit without any usable contact
    DEMAND = "demand"  # an officer asks for something by hand, by a document's date
    INSPECTION = "inspection"  # the appointment of a unit that was drawn
    BELOW_THRESHOLD = "below_threshold"  # to the monitoring body: who did less than wanted
    REMEDY = "remedy"  # what a unit must put right after an inspection
    FINDING = "finding"  # what a check of its public pages found wrong
    CONTINUOUS = "continuous"  # once a year: what a unit does all year is added as it happens
    REOPENED = "reopened"
    EXTENSION_REVOKED = "extension_revoked"
    DEMAND_WITHDRAWN = "demand_withdrawn"
    ACTIVITY_STRUCK = "activity_struck"
    LETTER_DETACHED = "letter_detached"
    RETURN_WITHDRAWN = "return_withdrawn"
    # What an officer says to «chưa thực hiện được», and the question where nobody has:
    REASON_ACCEPTED = "reason_accepted"  # until a new date
    EXCUSED = "excused"  # nothing more is wanted in this period
    REASON_REFUSED = "reason_refused"
    STILL_NOT_DONE = "still_not_done"
    # A conference, to each unit invited (decision 0075):
    CONFERENCE_INVITATION = "conference_invitation"
    CONFERENCE_CHANGED = "conference_changed"  # another day, hour, place, link or chair
    CONFERENCE_OFF = "conference_off"  # cancelled, postponed, or this unit is invited no longer
    CONFERENCE_DOCUMENT = "conference_document"  # a new version, to who said yes
    CONFERENCE_ANSWER = "conference_answer"  # to who asked a question
    CONFERENCE_DAY = "conference_day"  # the last word before the day, with delegates' codes


LATE_KINDS = (NoticeKind.OVERDUE, NoticeKind.OVERDUE_HEAD)
"""What tells a unit that something of its own is past its date."""


INSPECTED = "duoc_kiem_tra"
"""The role of a unit that was drawn for an inspection: it is visited and hands nothing in."""


class DocumentKind(StrEnum):
    """What a paper of ours is."""

    CONSOLIDATED_REPORT = "consolidated_report"  # Sở Nội vụ's to UBND tỉnh (III.1.2.a)
    URGING_LETTER = "urging_letter"  # công văn đôn đốc
    INVITATION = "invitation"  # giấy mời
    CONCLUSIONS = "conclusions"  # thông báo kết luận
    INSPECTION_MINUTES = "inspection_minutes"  # biên bản kiểm tra
    PUNCTUALITY_LIST = "punctuality_list"  # danh sách đúng hạn, chậm, chưa gửi
    PUBLICATION_CONCLUSION = "publication_conclusion"  # kết luận hằng tháng (III.1.3)
    CONFERENCE_MINUTES = "conference_minutes"  # biên bản hội nghị (III.1.2)


class Purpose(StrEnum):
    """What a contact is for."""

    CLERK = "clerk"
    HEAD = "head"
    RECORDS = "records"


class ContactWish(StrEnum):
    """What a unit asks about its contacts."""

    REPLACE = "replace"  # another person takes the place of who asks
    SHARE = "share"  # a colleague reads of one matter besides
    LEAVE = "leave"  # who asks is in charge no longer, and names nobody


class AccountRole(StrEnum):
    VIEWER = "viewer"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"


class MessageState(StrEnum):
    PENDING = "pending"  # to be sent at next_attempt_at
    SENDING = "sending"  # claimed under a lease
    SENT = "sent"  # accepted by the server
    REFUSED = "refused"  # refused for good
    UNKNOWN = "unknown"  # lost after the dot: again after the lease, same Message-ID
    HELD = "held"  # trial mode
    CANCELLED = "cancelled"  # nothing in it is left to say
    EXPIRED = "expired"  # deferred for more than a day


class About(StrEnum):
    """What a refusal is about (RFC 3463). Only the address ever ends a contact."""

    ADDRESS = "address"
    RECIPIENT = "recipient"  # a bare 550: the address, where others at its host are taken
    MAILBOX = "mailbox"  # there, and full or shut for now
    LETTER = "letter"  # its size, its content; and what no rule knows
    US = "us"  # our account, our rate, our name
    WAY = "way"  # between the servers
    LINE = "line"  # from us to our own server: no letter was looked at


class TokenPurpose(StrEnum):
    UNIT = "unit"
    SIGN_IN = "sign_in"
    SESSION = "session"
    VERIFY = "verify"  # confirms that an address is a unit's contact


class AskedForm(StrEnum):
    """A form in Prefect that asks for something in an account's name."""

    DELIVERY = "delivery"
    DEMAND = "demand"
    PAPER = "paper"


class IncomingKind(StrEnum):
    """What a mail that came in is."""

    UNREAD = "unread"  # kept, not looked at yet
    OWN = "own"  # our own mail, come back
    BOUNCE = "bounce"  # a server reports on a message of ours: failed, delayed, delivered
    READ_RECEIPT = "read_receipt"
    ROBOT = "robot"  # out of office, automatic answers
    LETTER = "letter"  # somebody wrote
    REPEATED = "repeated"  # the same mail, come again by another way


class IncomingOutcome(StrEnum):
    """What became of it."""

    NEW = "new"  # kept, not looked into
    UNDERSTOOD = "understood"  # looked into, not acted on
    NOTED = "noted"  # nothing follows from it
    DISABLED = "disabled"  # its report ended the use of a contact
    RETURNED = "returned"  # its report: a message of ours did not arrive; the contact stays
    RECORDED = "recorded"  # it became a submission
    HELD = "held"  # waits for an officer
    DISMISSED = "dismissed"  # an officer put it aside, with a reason


class IncomingStep(StrEnum):
    """A step of reading that failed: the mail waits there and can be tried again."""

    UNDERSTAND = "understand"
    ACT = "act"


class RestoredHow(StrEnum):
    """How it is known that a ledger was put back."""

    RESTORED = "restored"  # by `dondoc restore`
    TOLD = "told"  # an administrator says that it was copied back by hand


class HoldAnswer(StrEnum):
    """What is known of a message that may have left before the ledger was put back."""

    LEFT = "left"
    NOT_LEFT = "not_left"


class BeatName(StrEnum):
    """Work that is done again and again, whose last time is kept."""

    DISPATCH = "dispatch"  # a window: everything due is gathered and sent
    READING = "reading"  # of the mailbox
    PREFECT = "prefect"  # the server answers
    PORTAL = "portal"  # its address answers, as whoever watches opens it


class SilenceKind(StrEnum):
    """What should happen and does not."""

    DISPATCH = "dispatch"
    READING = "reading"
    PREFECT = "prefect"
    PORTAL = "portal"


def words(kinds: type[StrEnum]) -> Any:
    """A column that keeps the word itself, as plain text on both databases."""
    return Enum(
        kinds,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


def partial_index(name: str, *columns: str, where: str) -> Index:
    """An index over the rows that a worker looks for, on both databases."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))
