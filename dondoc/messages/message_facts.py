"""What a message may say: facts only, settled before any template sees them.

The ledger builds these (dondoc/delivery/composing/compose.py); the templates choose the words by
`kind` and `tone`. Nothing here is looked up again while rendering, so a sample under test is a
real message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.kinds import NoticeKind


@dataclass(frozen=True)
class Person:
    """Whom to call: the officer in charge of the duty. All of it may be unknown."""

    name: str
    department: str | None = None
    telephone: str | None = None


@dataclass(frozen=True)
class Handed:
    """What was recorded of a submission, for a receipt."""

    receipt: str  # BN-2027-000123
    received_at: datetime
    recorded_at: datetime
    answer: str  # "done" | "nil" | "not_done"
    document_number: str | None = None
    document_on: date | None = None
    signer: str | None = None
    reason: str | None = None
    figures: tuple[tuple[str, int], ...] = ()  # (title of the indicator, value)
    files: tuple[str, ...] = ()
    link: str | None = None
    sent_on: date | None = None  # through the document system, as the unit says
    late: bool = False
    unproven_on: date | None = None  # the day that decides whether it was late, not checked yet
    due_on: date | None = None  # the date that stood when the receipt was given
    afterwards: tuple[str, ...] = ()  # what came after it, where it is written late
    corrected: bool = False  # an officer said since when the office really got it
    lacks: tuple[str, ...] = ()  # what an answer by mail has not said yet: người ký, số liệu


@dataclass(frozen=True)
class Below:
    """What the unit answers for besides its own document: the communes of a district."""

    paper: bool  # its own document is in
    asked: int
    silent: tuple[str, ...]  # the names of those without an answer


@dataclass(frozen=True)
class Shortfall:
    """How a round of a continuous duty ended: who did less than the threshold."""

    threshold: int
    counted: str  # tin, bài
    asked: int  # units in the round
    reached: int
    units: tuple[tuple[str, int], ...]  # (name, how many) of those below, in the official order


@dataclass(frozen=True)
class CodePicture:
    """A delegate's code, and the name by which a letter shows its QR picture (RFC 2392 `cid:`)."""

    code: str
    content_id: str


@dataclass(frozen=True)
class MeetingFacts:
    """The conference that a letter is about, as it stands when the letter leaves.

    `before_*` is what the unit was told last, of a change; `off` says why it does not come about
    for this unit: cancelled, postponed, removed. `answer` is the unit's newest, while it holds.
    """

    title: str
    chair: str
    starts_at: datetime
    ends_at: datetime
    place: str
    link: str
    session_name: str
    seats: int
    rsvp_by: date
    partners: str = ""
    contact: str = ""
    urgent_why: str = ""
    paper_number: str = ""  # of the giấy mời as issued: 12/GM-SNV; empty before
    paper_on: date | None = None
    before_starts_at: datetime | None = None
    before_ends_at: datetime | None = None
    before_place: str = ""
    off: str = ""
    file: str = ""
    file_version: int = 1
    question: str = ""  # that the unit asked, and its answer
    answer: str = ""
    said: str = ""  # the answer that a receipt confirms; no name of anybody
    answered: bool = False  # before the change that this letter tells
    codes: tuple[CodePicture, ...] = ()  # of who comes, in the last word before the day
    sequence: int = 0
    uid: str = ""


@dataclass(frozen=True)
class Item:
    """One thing to say about one assignment."""

    kind: NoticeKind
    unit_name: str
    tone: str  # "order" | "request"
    title: str  # Báo cáo kết quả tuyên truyền cải cách hành chính
    short: str  # Báo cáo tuyên truyền CCHC
    period_label: str  # quý I năm 2027
    period_short: str  # quý I/2027
    due_on: date
    target_on: date
    as_of: date
    days_left: int  # working days from as_of to due_on; negative once past
    cutoff_on: date | None
    clause: str  # III.1.1, gạch đầu dòng thứ ba
    plan: str  # Kế hoạch số 15/KH-UBND ngày 26/01/2021 của UBND tỉnh Tuyên Quang
    plan_note: str | None  # said where the plan is carried over and not confirmed
    basis: str  # on what the date rests, one sentence
    basis_confirmed: bool
    monitor: str  # Sở Nội vụ
    call: Person | None
    link: str  # the address of the unit's page; ⟦id⟧ until it is on the wire
    own: bool = False  # its reader watches over it: nobody asks or reports to himself
    brief: str = ""  # «Báo cáo CCHC»: for the first letters of a subject
    all_link: str = ""  # of what is overdue: the page that lists everything that is
    answers_to: str = ""  # whose mailbox answers come to, as Reply-To names it
    about: str = ""  # what a demand or a remedy is about; also the end of title and short
    attached: tuple[str, ...] = ()  # the files by which it was demanded, by name; on its page
    span: str = ""  # số liệu từ 15/12/2026 đến 14/03/2027, không cộng dồn
    opens_on: date | None = None
    monitor_report_on: date | None = None  # when the monitoring body reports to the level above
    answer_today: bool = False  # that day is today: the answer is wanted before 11 o'clock
    superior: str | None = None  # the superior's name, for escalations and what happens next
    reason: str | None = None  # of a return, a refusal, an appointment: the officer's own words
    asked_on: date | None = None  # the date the unit had asked for
    request_on: date | None = None  # the day it asked, while nobody has answered
    not_done_on: date | None = None  # the day it reported «not done», while nobody has ruled on it
    handed: Handed | None = None
    previous: str | None = None  # what changed since the last period, for openings
    catch_up: bool = False  # rungs were missed while the system was down
    meant_on: date | None = None  # the day it should have left, and did not
    queued: bool = False  # it was ready that day: the rate was spent, or the channel stood still
    possible_duplicate: bool = False
    entries: str = ""  # «0/1 chuyên đề»: it is logged one by one, no document is sent
    proof: str = ""  # a link or a file is wanted: "too" (beside the document's number), "alone"
    each: str = ""  # of what is only counted: «2 chuyên mục mỗi tháng»
    sample: str = "…/BC-…"  # a number of its reader's own kind, that nobody can take for a real one
    nil_link: str = ""  # the page with one button, where «không phát sinh» is a usual answer
    below: Below | None = None
    shortfall: Shortfall | None = None
    unverified: bool = False  # of an unreachable unit: it has a contact, not yet confirmed
    meeting: MeetingFacts | None = None  # of an invitation and what follows it
    owed: bool = True  # is it the unit's turn? said by receipts, and where an act was taken back
    contactless: tuple[str, ...] = ()  # all units of which it is said that they never had a contact


@dataclass(frozen=True)
class AskedBefore:
    """Something still open that a unit was asked before this contact came."""

    name: str  # Báo cáo tuyên truyền CCHC quý I/2027
    since_on: date


@dataclass(frozen=True)
class Rendered:
    """A message as it will be read. `subject` has at most 78 characters."""

    subject: str
    text: str
    html: str
