"""How the installation is at one instant: the facts that metrics, alarms and the doctor look at.

It asks the ledger and the data folder, and nothing on the network. `certificate_end` and
`prefect_health` ask elsewhere, each within its own time.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, literal_column
from sqlmodel import Session, col, select

from dondoc.delivery import outbox
from dondoc.delivery.operating.pause_withdraw import channel_names
from dondoc.ledger import beats
from dondoc.ledger.installation import Context
from dondoc.operations.backup.copy_place import newest_good_copy
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.day_view import overdue_units
from dondoc.settings import Settings
from models import Beat, Incoming, Message, Silence
from models.database import transaction
from models.kinds import BeatName, IncomingOutcome, MessageState, SilenceKind
from models.notice import LOST

_LEAVES = (MessageState.PENDING, MessageState.SENDING, MessageState.UNKNOWN)
_DID_NOT_ARRIVE = (MessageState.REFUSED, MessageState.EXPIRED)
_SETTLED = (MessageState.SENT, MessageState.CANCELLED)
_LOST: ColumnElement[bool] = literal_column(f"message.{LOST}")


@dataclass(frozen=True)
class VitalSigns:
    """`beats`: regular work by when it was last done; what was never done is missing.

    `oldest_due_at`: when the oldest message was made that should have left by now.
    `messages`: what may still leave and what did not arrive; the rest say `settled_messages`.
    `silent`: what an alarm was raised about and is not over.
    `copied_at`: of the newest whole copy at the place of the nightly ones.
    """

    at: datetime
    beats: Mapping[BeatName, Beat]
    silent: frozenset[SilenceKind]
    messages: Mapping[MessageState, int]
    oldest_due_at: datetime | None
    mail_to_handle: int
    channels: Mapping[str, bool]  # by name: does it stand still?
    copied_at: datetime | None
    free_bytes: int | None


def vital_signs(here: Context) -> VitalSigns:
    """As they are at `here.now`. Raises SQLAlchemyError where the ledger does not answer."""
    copy = newest_good_copy(here.settings)
    with transaction(here.engine, write=False) as session:
        return VitalSigns(
            at=here.now,
            beats=beats.beats(session),
            silent=_silent(session),
            messages=_messages(session),
            oldest_due_at=_oldest_due(session, here.now),
            mail_to_handle=_mail_to_handle(session),
            channels=_channels(session, here.now),
            copied_at=copy.taken_at if copy else None,
            free_bytes=_free(here.settings),
        )


def settled_messages(session: Session) -> dict[MessageState, int]:
    """What is sent or was let go of, by state. Every message is looked at: a second a million."""
    counted = select(Message.state, func.count()).group_by(col(Message.state))
    counts = dict(session.exec(counted.where(col(Message.state).in_(_SETTLED))).all())
    return {state: counts.get(state, 0) for state in _SETTLED}


def overdue_by_duty(session: Session, rulebook: Rulebook, *, as_of: datetime) -> dict[str, int]:
    """How many assignments are overdue, by the code of their duty; every duty of the plan is there.

    As dear as the board's page of what is overdue.
    """
    found = Counter(
        row.facts.duty
        for unit in overdue_units(session, rulebook, as_of=as_of)
        for row in unit.rows
    )
    codes = dict.fromkeys([*(duty.code for duty in rulebook.registry.plan.duties), *sorted(found)])
    return {code: found[code] for code in codes}


def _silent(session: Session) -> frozenset[SilenceKind]:
    rows = session.exec(select(Silence).where(col(Silence.over_at).is_(None)))
    return frozenset(row.kind for row in rows)


def _messages(session: Session) -> dict[MessageState, int]:
    """Found by their indexes, after years of sent mail as on the first day."""
    found = dict.fromkeys((*_LEAVES, MessageState.HELD, *_DID_NOT_ARRIVE), 0)
    for these in (outbox.UNSENT, _LOST):
        counted = select(Message.state, func.count()).where(these).group_by(col(Message.state))
        found |= {MessageState(state): count for state, count in session.exec(counted)}
    return found


def _oldest_due(session: Session, now: datetime) -> datetime | None:
    due = select(func.min(col(Message.created_at))).where(
        outbox.UNSENT, col(Message.state).in_(_LEAVES), col(Message.next_attempt_at) <= now
    )
    return session.exec(due).one()


def _mail_to_handle(session: Session) -> int:
    held = select(func.count()).where(col(Incoming.outcome) == IncomingOutcome.HELD)
    return session.exec(held).one()


def _channels(session: Session, now: datetime) -> dict[str, bool]:
    standing = set(session.exec(outbox.standing_channels(now)))
    return {name: name in standing for name in channel_names(session)}


def _free(settings: Settings) -> int | None:
    try:
        return shutil.disk_usage(settings.data_dir).free
    except OSError:
        return None
