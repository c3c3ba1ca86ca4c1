"""A claimed batch made ready; a message that cannot be written does not hold up the others."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from dondoc.delivery import outbox
from dondoc.delivery.envelope import Outcome, OutcomeKind
from dondoc.delivery.lease_owner import this_process
from dondoc.delivery.letter import ReadyMessage
from dondoc.delivery.outcome import record_outcome
from dondoc.delivery.prepare import prepare
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.problems import Refused
from models import Message
from models.database import transaction
from models.kinds import MessageState

_log = logging.getLogger(__name__)


@dataclass
class Batch:
    """What may leave, and how many of the batch may not; `unwritten` wait like deferred ones."""

    ready: list[ReadyMessage] = field(default_factory=list)
    held: int = 0
    cancelled: int = 0
    unwritten: list[int] = field(default_factory=list)


def make_ready(engine: Engine, context: Context, ids: Sequence[int]) -> Batch:
    """Prepare what was claimed; where the ledger fails or a signal comes, it is given back."""
    try:
        return _together(engine, context, ids)
    except BaseException as fault:  # a signal too: what was claimed must not wait for its lease
        if isinstance(fault, Exception) and not isinstance(fault, SQLAlchemyError):
            return _without_the_broken(engine, context, ids, fault)
        with contextlib.suppress(SQLAlchemyError):  # the ledger is gone: the lease lapses
            give_back(engine, ids, now=context.now)
        raise


def give_back(engine: Engine, ids: Sequence[int], *, now: datetime) -> None:
    """Release what was claimed and not tried."""
    with transaction(engine) as session:
        outbox.release(session, ids, owner=this_process(), now=now)


def _together(engine: Engine, context: Context, ids: Sequence[int]) -> Batch:
    with transaction(engine) as session:
        ready = prepare(session, context, ids)
        states = session.exec(select(Message.state).where(col(Message.id).in_(ids))).all()
    return Batch(
        ready,
        held=states.count(MessageState.HELD),
        cancelled=states.count(MessageState.CANCELLED),
    )


def _without_the_broken(
    engine: Engine, context: Context, ids: Sequence[int], fault: Exception
) -> Batch:
    """One by one, and what one message's words broke on is put off."""
    if len(ids) == 1:
        broken = None if isinstance(fault, Refused) else fault  # whose words say it all
        _log.warning("message %s cannot be written: %s", ids[0], fault, exc_info=broken)
        _put_off(engine, context, ids[0], fault)
        return Batch(unwritten=list(ids))
    whole = Batch()
    for message_id in ids:
        one = make_ready(engine, context, [message_id])
        whole.ready += one.ready
        whole.held += one.held
        whole.cancelled += one.cancelled
        whole.unwritten += one.unwritten
    return whole


def _put_off(engine: Engine, context: Context, message_id: int, fault: Exception) -> None:
    words = phrases("delivery").not_written(type(fault).__name__, fault)
    outcome = Outcome(OutcomeKind.DEFERRED, None, words[:500])
    with transaction(engine) as session:
        record_outcome(
            session, context.rulebook, message_id=message_id, outcome=outcome, now=context.now
        )
