"""How often each reader was written to in a walked year, unasked: by days and weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from dondoc.clock import local_date
from models import Contact, Message
from models.database import transaction
from models.kinds import MessageState
from models.reasons import MessagePurpose
from tests.walk.walk import Walk


@dataclass(frozen=True)
class ReaderYear:
    """One reader's year: the days on which a letter came that answers nothing the reader did."""

    days: tuple[date, ...]

    @property
    def mails(self) -> int:
        return len(self.days)

    @property
    def weeks(self) -> Counter[tuple[int, int]]:
        """By year and week, as a calendar on the wall has them."""
        return Counter(on.isocalendar()[:2] for on in self.days)

    @property
    def worst_week(self) -> int:
        return max(self.weeks.values(), default=0)


def told(walk: Walk, address: str, year: int) -> ReaderYear:
    """What one reader got in the year, receipts and answers to its own acts not counted."""
    query = (
        select(Message.sent_at)
        .join(Contact, col(Contact.id) == col(Message.contact_id))
        .where(
            col(Contact.address) == address,
            col(Message.purpose) == MessagePurpose.DIGEST,
            col(Message.state) == MessageState.SENT,
        )
        .order_by(col(Message.id))
    )
    with transaction(walk.engine, write=False) as session:
        days = [local_date(sent_at) for sent_at in session.exec(query) if sent_at]
    return ReaderYear(tuple(on for on in days if on.year == year))


def table(walk: Walk, year: int, readers: Iterable[str]) -> str:
    """A line a reader, to be read beside the targets."""
    lines = [f"{'':42}  thư  tuần nhiều nhất  số tuần có thư"]
    for address in readers:
        year_of = told(walk, address, year)
        lines.append(
            f"{address:42} {year_of.mails:4} {year_of.worst_week:16} {len(year_of.weeks):15}"
        )
    return "\n".join(lines)
