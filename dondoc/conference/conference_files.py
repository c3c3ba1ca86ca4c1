"""Files and links on the conference's page: versions stay; a new one is told to who said yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from sqlalchemy import func
from sqlmodel import Session, col, select

from dondoc.conference.find_conference import (
    HOLD_DUTY,
    announced,
    invitees,
    newest_answers,
    revision_row,
    takes_place,
)
from dondoc.conference.plan_conference import record_act
from dondoc.conference.plan_duties import hand_in_for_host
from dondoc.conference.tell_unit import tell_unit, withdraw_unsent
from dondoc.forms.official_request import RequestFrame
from dondoc.forms.reason import UNIT_READS_IT, read_reason
from dondoc.forms.typed_dates import SignedOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import Choice, DocumentNumber, Info, Link, OneLine
from dondoc.ledger.actors import Actor
from dondoc.limits import LONGEST_EVIDENCE
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from dondoc.submissions.evidence import Given
from dondoc.submissions.files import StoredFile
from models import Conference, ConferenceFile
from models.conference_kinds import ConferenceFileKind, RsvpAnswer
from models.kinds import NoticeKind

TOLD_KINDS = (ConferenceFileKind.PROGRAMME, ConferenceFileKind.GUIDANCE)
"""What a unit that comes reads beforehand."""

_KINDS = tuple((kind.value, kind) for kind in ConferenceFileKind)
_CHOOSE = f"hãy chọn một trong: {', '.join(word for word, _kind in _KINDS)}"
_COMING = (RsvpAnswer.COMES, RsvpAnswer.SUBSTITUTE)


class ConferenceFileForm(TypedForm):
    """What a file is, read against `RequestFrame`; a link takes the place of bytes."""

    kind: Annotated[ConferenceFileKind, Choice(_KINDS, _CHOOSE), Needed(_CHOOSE)] = entry("Loại")
    name: Annotated[str, OneLine(LONGEST_EVIDENCE), Needed("hãy ghi tên tài liệu")] = entry(
        "Tên tài liệu"
    )
    link: Annotated[str | None, Link] = entry("Đường dẫn")
    number: Annotated[str | None, DocumentNumber("12/TB-SNV")] = entry("Số văn bản")
    dated_on: SignedOn | None = entry("Ngày văn bản")


@dataclass(frozen=True)
class PublishedFile:
    """A version that stands, and how many units were told of it."""

    file: ConferenceFile
    told: int


def publish_file(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    typed: dict[str, str],
    stored: StoredFile | None,
    *,
    by: Actor,
    now: datetime,
) -> PublishedFile:
    """Keep a version and show it; the same bytes or link again are no new version.

    Called with the conference held. Raises Refused.
    """
    frame = RequestFrame(rulebook, now)
    form = _FileOrLink.read({**typed, "file": "" if stored is None else stored.sha256}, frame)
    newest = _newest(session, conference, form.kind, form.name)
    sha256, link = (stored.sha256 if stored else None), form.link or ""
    stands = newest is not None and newest.withdrawn_at is None
    if newest is not None and stands and (newest.sha256, newest.link) == (sha256, link):
        return PublishedFile(newest, 0)
    row = ConferenceFile(
        conference_id=conference.id or 0,
        kind=form.kind,
        name=form.name,
        version=(newest.version if newest else 0) + 1,
        sha256=sha256,
        size=stored.size if stored else 0,
        media_type=stored.media_type if stored else "",
        link=link,
        number=form.number,
        dated_on=form.dated_on,
        added_at=now,
        added_by=by,
        published_at=now,
    )
    session.add(row)
    session.flush()
    said = phrases("conference").published(form.kind.value, form.name, row.version)
    record_act(session, conference, said, by=by, now=now)
    if form.kind in (ConferenceFileKind.MINUTES, ConferenceFileKind.CONCLUSIONS):
        _held_as_planned(session, rulebook, conference, row, by=by, now=now)
    return PublishedFile(row, _tell_who_comes(session, rulebook, conference, row, now=now))


def withdraw_file(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    file: ConferenceFile,
    *,
    reason: str,
    by: Actor,
    now: datetime,
) -> int:
    """Take a version off the page; it stays in the register, with the reason. Raises Refused.

    Called with the conference held. Whoever has had a letter about it hears so, once; a letter
    that has not left does not leave. Returns how many units are told.
    """
    if file.withdrawn_at is not None:
        raise Refused(Problem("file", file.name, phrases("conference").file_gone(), "Tài liệu"))
    why = read_reason(reason, wanted=UNIT_READS_IT)
    file.withdrawn_at, file.withdrawn_by, file.withdrawn_why = now, by, why
    said = phrases("conference").file_withdrawn(file.kind.value, file.name, file.version)
    record_act(session, conference, said, by=by, now=now, detail=why)
    told = 0
    for one in invitees(session, conference):
        kinds, rung = (NoticeKind.CONFERENCE_DOCUMENT,), f"f{file.id}"
        if one.assignment_id is not None and withdraw_unsent(
            session, one, now=now, kinds=kinds, rung=rung
        ):
            detail = {"file": file.name, "version": file.version, "reason": why, "off": "file"}
            kind, rung = NoticeKind.CONFERENCE_DOCUMENT, f"f{file.id}-rut"
            told += bool(tell_unit(session, rulebook, one, kind, rung=rung, now=now, detail=detail))
    session.flush()
    return told


class _FileOrLink(ConferenceFileForm):
    """With the hash of the bytes, where there are any."""

    file: str | None = entry("Tệp")

    @classmethod
    def missing(cls, name: str, info: Info) -> str:
        if name == "file" and not info.data.get("link"):
            return "hãy kèm tệp, hoặc ghi đường dẫn"
        return super().missing(name, info)


def files_of(session: Session, conference: Conference) -> list[ConferenceFile]:
    """What is shown: the newest version of each, by kind and name."""
    newest = (
        select(func.max(col(ConferenceFile.id)))
        .where(
            col(ConferenceFile.conference_id) == conference.id,
            col(ConferenceFile.withdrawn_at).is_(None),
            col(ConferenceFile.published_at).is_not(None),
        )
        .group_by(col(ConferenceFile.kind), col(ConferenceFile.name))
    )
    query = select(ConferenceFile).where(col(ConferenceFile.id).in_(newest))
    order = {kind: at for at, kind in enumerate(ConferenceFileKind)}
    found = session.exec(query.order_by(col(ConferenceFile.id)))
    return sorted(found, key=lambda one: (order[one.kind], one.name))


def issued_invitation(session: Session, conference: Conference) -> ConferenceFile | None:
    """The giấy mời that holds: the newest with a number, issued since the last change of day, hour,
    place or chair; None before it is issued, and while the changed one waits for its own.
    """
    changed = revision_row(session, conference.id or 0, conference.revision).at
    query = select(ConferenceFile).where(
        col(ConferenceFile.conference_id) == conference.id,
        col(ConferenceFile.kind) == ConferenceFileKind.INVITATION,
        col(ConferenceFile.number).is_not(None),
        col(ConferenceFile.published_at) >= changed,
        col(ConferenceFile.withdrawn_at).is_(None),
    )
    return session.exec(query.order_by(col(ConferenceFile.id).desc())).first()


def _newest(
    session: Session, conference: Conference, kind: ConferenceFileKind, name: str
) -> ConferenceFile | None:
    query = select(ConferenceFile).where(
        col(ConferenceFile.conference_id) == conference.id,
        col(ConferenceFile.kind) == kind,
        col(ConferenceFile.name) == name,
    )
    return session.exec(query.order_by(col(ConferenceFile.version).desc())).first()


def _tell_who_comes(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    file: ConferenceFile,
    *,
    now: datetime,
) -> int:
    """Units whose newest answer is yes; nobody once it is over: the stage has passed."""
    over = announced(session, conference).ends_at <= now
    if file.kind not in TOLD_KINDS or over or not takes_place(conference):
        return 0
    rows = invitees(session, conference)
    answers = newest_answers(session, (one.id or 0 for one in rows))
    told = 0
    for one in rows:
        answer = answers.get(one.id or 0)
        if answer is not None and answer.answer in _COMING:
            kind, rung = NoticeKind.CONFERENCE_DOCUMENT, f"f{file.id}"
            detail = {"file": file.name, "version": file.version}
            told += bool(tell_unit(session, rulebook, one, kind, rung=rung, now=now, detail=detail))
    file.told_at = now
    return told


def _held_as_planned(
    session: Session,
    rulebook: Rulebook,
    conference: Conference,
    minutes: ConferenceFile,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """With the minutes, or the conclusions, the duty to hold it (III.1.2.c2) is done."""
    day: date = announced(session, conference).day
    given = Given(
        document_number=minutes.number or "",
        document_on=day.strftime("%d/%m/%Y"),
        note=conference.title,
        link=minutes.link,
    )
    hand_in_for_host(session, rulebook, conference, HOLD_DUTY, given, by=by, now=now)
