"""Reading the mail that waits: keep each one, then take each one through its steps (`steps`).

A mailbox that cannot be read to its end is said and stops nothing, but the next reading starts
where this one ended.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import col, select

from dondoc.delivery.channels.channel_list import CHANNELS
from dondoc.delivery.operating.pause_alarm import tell_of_pauses
from dondoc.delivery.settle_refusals import settle_reports
from dondoc.incoming.steps import put_back, settle, stuck_mail
from dondoc.incoming.store import how_far, keep_mail
from dondoc.ledger.installation import Context
from dondoc.mailbox.mail_source import Source
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models import Incoming
from models.database import transaction
from models.kinds import IncomingOutcome

_SAID = (
    (IncomingOutcome.RECORDED, "ghi thành kết quả"),
    (IncomingOutcome.HELD, "chờ cán bộ xem"),
    (IncomingOutcome.DISABLED, "báo địa chỉ hỏng, đầu mối ngừng dùng"),
    (IncomingOutcome.RETURNED, "báo thư không tới"),
    (IncomingOutcome.NOTED, "chỉ ghi lại"),
)
_REPORTED = (IncomingOutcome.DISABLED, IncomingOutcome.RETURNED)


@dataclass
class ReadResult:
    """What one reading came to. `fault` is why the mailbox could not be read to its end.

    `beside` lies in the folder and is no mail; `more`: the reading ended at its bound.
    """

    outcomes: Counter[IncomingOutcome] = field(default_factory=Counter)
    fault: str = ""
    beside: str = ""
    more: bool = False
    stopped: str = ""
    """Why so many reports stopped the mail channel; empty where they did not."""

    @property
    def mails(self) -> int:
        return self.outcomes.total()

    def sentence(self) -> str:
        """«3 thư đến: 1 ghi thành kết quả, 2 chờ cán bộ xem»; empty where nothing is to be said."""
        found = [(self.outcomes[one], words) for one, words in _SAID if self.outcomes[one]]
        return phrases("delivery").read(self.mails, found, self.fault, self.beside, self.stopped)

    def with_rest(self, rest: ReadResult) -> ReadResult:
        """The same reading, gone on with after its bound."""
        fault = rest.fault or self.fault
        stopped = rest.stopped or self.stopped
        return ReadResult(self.outcomes + rest.outcomes, fault, rest.beside, rest.more, stopped)


def read_incoming(
    engine: Engine,
    settings: Settings,
    rulebook: Rulebook,
    now: datetime,
    *,
    source: Source | None = None,
    most: int | None = None,
) -> ReadResult:
    """Read everything that waits, or `most` of it; nothing where no channel brings answers."""
    result = ReadResult()
    found = [source] if source else answer_sources(settings)
    if not found:
        return result
    keeping = [_keep_all(engine, settings, one, now, most) for one in found]
    result.fault = "; ".join(filter(None, (kept.fault for kept in keeping)))
    result.beside = ", ".join(filter(None, (one.beside() for one in found)))
    open_rows = _open_rows(engine)
    result.more = len(open_rows) > (most or len(open_rows)) or any(one.more for one in keeping)
    context = Context(settings, rulebook, engine, now)
    for number in open_rows[:most]:
        outcome = settle(engine, context, number)
        if outcome is not None:
            result.outcomes[outcome] += 1
    _settle_reports(engine, context, result)
    return result


def read_again(
    engine: Engine,
    settings: Settings,
    rulebook: Rulebook,
    now: datetime,
    *,
    numbers: Sequence[int] = (),
) -> ReadResult:
    """Try the mail that got stuck again, all of it or these. Raises Refused for any other."""
    context, result = Context(settings, rulebook, engine, now), ReadResult()
    for number in numbers or stuck_mail(engine):
        if not put_back(engine, number):
            wanted = "thư này không bị kẹt; xem danh sách bằng `dondoc incoming list`"
            raise Refused(Problem("incoming", str(number), wanted, "Thư"))
        outcome = settle(engine, context, number)
        if outcome is not None:
            result.outcomes[outcome] += 1
    _settle_reports(engine, context, result)
    return result


def _settle_reports(engine: Engine, context: Context, result: ReadResult) -> None:
    """What servers reported, once it is all read: whose fault, and who is told instead."""
    if not any(result.outcomes[one] for one in _REPORTED):
        return
    with transaction(engine) as session:
        result.stopped = settle_reports(session, context.rulebook, now=context.now)
    if result.stopped:
        result.outcomes[IncomingOutcome.RETURNED] += result.outcomes.pop(IncomingOutcome.DISABLED)
        tell_of_pauses(engine, context.settings, now=context.now)


def answer_sources(settings: Settings) -> list[Source]:
    """Where answers come in, of all the channels that the settings open for them."""
    opened = [channel.answers(settings) for channel in CHANNELS if channel.answers]
    return [source for source in opened if source is not None]


def _keep_all(
    engine: Engine, settings: Settings, source: Source, now: datetime, most: int | None
) -> ReadResult:
    """Keep what waits there, or `most` of it; why it could not be read to its end, empty if so."""
    try:
        return ReadResult(more=_keep_each(engine, settings, source, now, most=most))
    except Refused as refused:
        return ReadResult(fault=str(refused))
    except OSError as fault:
        return ReadResult(fault=phrases("incoming").no_line(str(fault)))


def _keep_each(
    engine: Engine, settings: Settings, source: Source, now: datetime, *, most: int | None
) -> bool:
    """First the raw mail and its row, committed; only then is anything marked at the source.

    Returns whether it ended before the source did.
    """
    with transaction(engine, write=False) as session:
        known = how_far(session)
    with closing(source.fetch(known, now)) as coming:
        for count, mail in enumerate(coming, start=1):
            with transaction(engine) as session:
                keep_mail(session, settings.mail_dir, mail, now=now)
            source.kept(mail)
            if count == most:
                return True
    return False


def _open_rows(engine: Engine) -> list[int]:
    """Everything kept and not decided: what is new, and what a dead process left."""
    open_ = (IncomingOutcome.NEW, IncomingOutcome.UNDERSTOOD)
    waiting = select(Incoming.id).where(col(Incoming.outcome).in_(open_))
    with transaction(engine, write=False) as session:
        return [one for one in session.exec(waiting.order_by(col(Incoming.id))) if one is not None]
