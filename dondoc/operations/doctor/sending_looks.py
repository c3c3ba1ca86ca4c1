"""Sending: what stands still, what waits too long, whether anything may leave at all."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func
from sqlmodel import col, select

from dondoc.clock import at
from dondoc.delivery import outbox
from dondoc.ledger.beats import beats
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.operations.doctor import before_start
from dondoc.operations.doctor.patient import Patient
from dondoc.operations.doctor.symptom import Symptom
from dondoc.operations.doctor.symptom_kinds import symptom
from dondoc.operations.setting_notes import setting_notes, trial_note
from dondoc.operations.silence import SETTLES, silent_at
from dondoc.operations.watchman import expected_here
from models import Audit, Channel, Message
from models.database import transaction
from models.kinds import MessageState, SilenceKind

_SILENT = {SilenceKind.DISPATCH: "dispatch_silent", SilenceKind.READING: "reading_silent"}
"""Whether Prefect answers is asked of it."""

_LEAVES = (MessageState.PENDING, MessageState.SENDING, MessageState.UNKNOWN)


def addresses(patient: Patient) -> Iterator[Symptom]:
    before_start.mail_address(patient.settings)
    before_start.alarm_addresses(patient.settings)
    yield from ()


def channels(patient: Patient) -> Iterator[Symptom]:
    here = _here(patient)
    with transaction(here.engine, write=False) as session:
        standing = outbox.standing_channels(here.now)
        query = select(Channel).where(col(Channel.name).in_(standing)).order_by(col(Channel.name))
        for channel in session.exec(query):
            code = "channel_paused" if channel.paused_at else "channel_resting"
            words = phrases("delivery").channel(channel)
            yield symptom(code, name=channel.name, words=words)


def waiting_messages(patient: Patient) -> Iterator[Symptom]:
    """Due since before the last working day began: two windows of it have passed them by."""
    here = _here(patient)
    before = at(here.rulebook.workdays.add(here.today, -1), 0)
    late = select(func.count(), func.min(Message.created_at)).where(
        outbox.UNSENT, col(Message.state).in_(_LEAVES), col(Message.next_attempt_at) < before
    )
    with transaction(here.engine, write=False) as session:
        count, since = session.exec(late).one()
    if count:
        yield symptom("messages_wait", count=count, since=since)


def regular_work(patient: Patient) -> Iterator[Symptom]:
    """Windows are sent and the mailbox is read, as whoever watches would tell (`silence`)."""
    here = _here(patient)
    if here.settings.demo:
        return  # it lives other days than the clock's
    with transaction(here.engine, write=False) as session:
        begun = session.exec(select(func.min(Audit.at))).one()
        silent = silent_at(
            here.now,
            beats(session),
            here.rulebook.workdays,
            watched_since=min(begun or here.now, here.now - SETTLES),
            expected=expected_here(here.settings),
        )
    for one in silent:
        if code := _SILENT.get(one.kind):
            yield symptom(code, miss=one.miss.value, since=one.since_at)


def what_is_allowed(patient: Patient) -> Iterator[Symptom]:
    """Trial mode, and what else the settings leave out."""
    trial = trial_note(patient.settings)
    if trial:
        yield symptom("trial_on", allowed=list(patient.settings.trial_allow))
    for note in setting_notes(patient.settings):
        if note != trial:
            said, _, remedy = note.partition("; hãy ")
            yield symptom("setting_note", note=said, remedy=remedy)


def _here(patient: Patient) -> Context:
    assert patient.here is not None
    return patient.here
