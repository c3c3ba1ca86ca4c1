"""A unit's year with everything that proves it: versions, files, a return, letters that left."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import col

from dondoc.clock import at
from dondoc.documents.evidence.choose_rows import MayRead
from dondoc.documents.evidence.make_pack import pack_facts
from dondoc.documents.evidence.manifest import Manifest
from dondoc.documents.evidence.pack_subject import PackSubject
from dondoc.documents.evidence.write_pack import write_pack
from dondoc.notices.write import plan_notices
from dondoc.submissions.files import store, stored_path
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Attempt, Message, Notice
from models.database import transaction
from models.kinds import DecisionKind, MessageState, Way
from tests.support.life import Life

PDF = b"%PDF-1.4 noi dung bao cao"
PNG = b"\x89PNG\r\n\x1a\n anh"
ASKED_AT = at(date(2027, 3, 12), 8)
FIRST_AT = at(date(2027, 3, 15), 9, 14)
RETURNED_AT = at(date(2027, 3, 15), 15)
AGAIN_AT = at(date(2027, 3, 16), 10)
AFTER = at(date(2027, 3, 20), 9)


def everything(_duty: object, _unit: object) -> str:
    """A reader who may read all there is."""
    return ""


class EvidenceYear:
    """Sở Tài chính's report of quý I/2027: reminded, handed in, returned, handed in again."""

    def __init__(self, life: Life, folder: Path) -> None:
        self.life, self.folder = life, folder
        self.unit = life.rulebook.registry.unit("so-tai-chinh")

    def live(self) -> EvidenceYear:
        self.remind("250 Ok <van-thu@so-tai-chinh.example> queued")
        self.hand_in(FIRST_AT, {"Báo cáo quý I.pdf": PDF, "ảnh.jpg.png": PNG})
        self.life.decide(RETURNED_AT, DecisionKind.RETURNED, "Thiếu mục II")
        self.hand_in(AGAIN_AT, {"Báo cáo quý I.pdf": PDF + b" lan 2"})
        return self

    def hand_in(self, now: datetime, files: Mapping[str, bytes]) -> None:
        kept = [store(self.folder, name, content) for name, content in files.items()]
        with transaction(self.life.engine) as session:
            record_submission(
                session,
                self.life.rulebook,
                assignment_id=self.life.id,
                given=self.life.given(),
                source=SubmissionSource(by="contact:1", way=Way.LINK, received_at=now),
                now=now,
                files=kept,
            )

    def remind(self, words: str) -> None:
        """A reminder that left, and the server's words to it."""
        with transaction(self.life.engine) as session:
            only = col(Assignment.id) == self.life.id
            plan_notices(session, self.life.rulebook, only, now=ASKED_AT, after_due=True)
            session.flush()
            notice = session.get_one(Notice, 1)
            message = Message(
                key="k",
                contact_id=notice.contact_id,
                channel="email",
                window="w",
                mime_id="x@don-doc.example",
                subject="[Nhắc hạn]",
                state=MessageState.SENT,
                created_at=ASKED_AT,
                next_attempt_at=ASKED_AT,
                sent_at=ASKED_AT,
            )
            session.add(message)
            session.flush()
            notice.message_id = message.id
            session.add(Attempt(message_id=message.id, at=ASKED_AT, outcome="sent", words=words))

    def subject(self, year: int = 2027) -> PackSubject:
        return PackSubject.of_unit(self.unit, year)

    def of_duty(self, year: int = 2027) -> PackSubject:
        return PackSubject.of_duty(self.life.duty, year)

    def pack(
        self,
        subject: PackSubject | None = None,
        *,
        as_of: datetime = AFTER,
        may_read: MayRead = everything,
    ) -> bytes:
        with transaction(self.life.engine, write=False) as session:
            facts = pack_facts(
                session,
                self.life.rulebook,
                subject or self.subject(),
                may_read,
                as_of=as_of,
            )
        target = io.BytesIO()
        write_pack(target, facts, self.folder)
        return target.getvalue()

    def stored(self, content: bytes) -> Path:
        """Where the bytes lie."""
        import hashlib

        return stored_path(self.folder, hashlib.sha256(content).hexdigest())


def contents(pack: bytes) -> dict[str, bytes]:
    """The entries, in their order."""
    with zipfile.ZipFile(io.BytesIO(pack)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def manifest_of(pack: bytes) -> Manifest:
    return Manifest.model_validate_json(contents(pack)["manifest.json"])


def rewritten(pack: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """The pack with these entries changed or added; None takes one out."""
    parts: dict[str, bytes | None] = {**contents(pack), **changes}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            if content is not None:
                package.writestr(name, content)
    return target.getvalue()


def edited(pack: bytes, **facts: Any) -> bytes:
    """The pack with these facts of its manifest written over."""
    manifest = json.loads(contents(pack)["manifest.json"])
    return rewritten(pack, {"manifest.json": json.dumps({**manifest, **facts}).encode()})
