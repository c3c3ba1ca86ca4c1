"""Reading the mail that waits: keep each one, then decide each one, every step committed by itself.

A fault in one mail holds that mail for an officer and stops nothing; a mailbox that cannot be
read is said and stops nothing either, but the next reading starts where this one ended.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from dondoc.delivery.channels.channel_list import CHANNELS
from dondoc.incoming.classify import classify
from dondoc.incoming.incoming_context import IncomingContext
from dondoc.incoming.store import how_far, keep_mail, raw_path
from dondoc.ledger.installation import Context
from dondoc.mailbox.mail_source import Source
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Refused
from dondoc.settings import Settings
from models import Incoming
from models.database import transaction
from models.kinds import IncomingOutcome

_log = logging.getLogger(__name__)
_SAID = (
    (IncomingOutcome.RECORDED, "ghi thành kết quả"),
    (IncomingOutcome.HELD, "chờ cán bộ xem"),
    (IncomingOutcome.DISABLED, "báo địa chỉ hỏng, đầu mối ngừng dùng"),
    (IncomingOutcome.NOTED, "chỉ ghi lại"),
)


@dataclass
class ReadResult:
    """What one reading came to. `fault` is why the mailbox could not be read to its end."""

    outcomes: Counter[IncomingOutcome] = field(default_factory=Counter)
    fault: str = ""

    @property
    def mails(self) -> int:
        return self.outcomes.total()

    def sentence(self) -> str:
        """«3 thư đến: 1 ghi thành kết quả, 2 chờ cán bộ xem»; empty where nothing is to be said."""
        parts = [f"{self.outcomes[one]} {words}" for one, words in _SAID if self.outcomes[one]]
        said = f"{self.mails} thư đến: {', '.join(parts)}" if self.mails else ""
        fault = f"không đọc được hộp thư đến ({self.fault})" if self.fault else ""
        return "; ".join(filter(None, (said, fault)))


def read_incoming(
    engine: Engine,
    settings: Settings,
    rulebook: Rulebook,
    now: datetime,
    *,
    source: Source | None = None,
) -> ReadResult:
    """Read everything that waits; nothing where no channel brings answers."""
    result = ReadResult()
    found = [source] if source else answer_sources(settings)
    if not found:
        return result
    result.fault = "; ".join(filter(None, (_keep_all(engine, settings, one, now) for one in found)))
    context = Context(settings, rulebook, engine, now)
    for number in _open_rows(engine):
        outcome = _decide(engine, context, number)
        if outcome is not None:
            result.outcomes[outcome] += 1
    return result


def answer_sources(settings: Settings) -> list[Source]:
    """Where answers come in, of all the channels that the settings open for them."""
    opened = [channel.answers(settings) for channel in CHANNELS if channel.answers]
    return [source for source in opened if source is not None]


def _keep_all(engine: Engine, settings: Settings, source: Source, now: datetime) -> str:
    """Keep what waits there; why it could not be read to its end, empty if it was."""
    try:
        _keep_each(engine, settings, source, now)
    except Refused as refused:
        return str(refused)
    except OSError as fault:
        return f"không kết nối hoặc mất kết nối với máy chủ: {fault}"
    return ""


def _keep_each(engine: Engine, settings: Settings, source: Source, now: datetime) -> None:
    """First the raw mail and its row, committed; only then is anything marked at the source."""
    with transaction(engine, write=False) as session:
        known = how_far(session)
    for mail in source.fetch(known):
        with transaction(engine) as session:
            keep_mail(session, settings.mail_dir, mail, now=now)
        source.kept(mail)


def _open_rows(engine: Engine) -> list[int]:
    """Everything kept and not decided: what is new, and what a dead process left."""
    waiting = select(Incoming.id).where(col(Incoming.outcome) == IncomingOutcome.NEW)
    with transaction(engine, write=False) as session:
        return [one for one in session.exec(waiting.order_by(col(Incoming.id))) if one is not None]


def _decide(engine: Engine, context: Context, number: int) -> IncomingOutcome | None:
    try:
        return _settle_one(engine, context, number)
    except OperationalError:
        raise  # the database, not the mail: the task tries again
    except Exception:  # noqa: BLE001 - whatever is in the mail, the others must not wait for it
        _log.exception("incoming mail %s could not be decided", number)
    with transaction(engine) as session:
        row = session.get_one(Incoming, number)
        row.outcome, row.reason = IncomingOutcome.HELD, "Không đọc được thư này; hãy xem bản gốc."
    return IncomingOutcome.HELD


def _settle_one(engine: Engine, context: Context, number: int) -> IncomingOutcome | None:
    """Decide one mail; None where another reader has it, or had it."""
    mine = select(Incoming).where(
        col(Incoming.id) == number, col(Incoming.outcome) == IncomingOutcome.NEW
    )
    with transaction(engine) as session:
        row = session.exec(mine.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        raw = raw_path(context.settings.mail_dir, row.sha256).read_bytes()
        return classify(IncomingContext(session, context, row, raw)).outcome
