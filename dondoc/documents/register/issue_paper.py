"""What becomes of a draft: issued under a number, which freezes it, or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.documents.register.find_paper import newest_of
from dondoc.documents.register.keep_paper import target_of
from dondoc.documents.register.paper_matter import matter_of
from dondoc.forms.typed_dates import DAY_MISSING, SignedOn
from dondoc.forms.typed_form import Needed, TypedForm, entry
from dondoc.forms.values import DocumentNumber, SomeLines
from dondoc.ledger import audit
from dondoc.ledger.actors import Actor
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from models import Document

_MISSING = "không có văn bản này; hãy mở lại trang tài liệu"
_NUMBER = "hãy ghi số và ký hiệu đã lấy ở văn thư"
_WHY = "hãy ghi vì sao rút, để người sau đọc hiểu"


@dataclass(frozen=True)
class IssueFrame:
    """What the form is read against; `example` is a number of the reader's own body."""

    now: datetime
    example: str

    @property
    def today(self) -> date:
        return local_date(self.now)


class IssueForm(TypedForm):
    """Under which number and of which day it was issued, as the records office gave them."""

    document_number: Annotated[str, DocumentNumber(), Needed(_NUMBER)] = entry("Số văn bản")
    document_on: Annotated[SignedOn, Needed(DAY_MISSING)] = entry("Ngày văn bản")


class WithdrawalForm(TypedForm):
    """Why a draft will not be issued."""

    why: Annotated[str, SomeLines, Needed(_WHY)] = entry("Lý do rút")


def issue(
    session: Session, document_id: int, form: IssueForm, *, by: Actor, now: datetime
) -> Document:
    """It went out as it is: from now on it is frozen, and no draft any more.

    The same number and day a second time change nothing. Raises Refused for what is issued or
    withdrawn already, for what is no longer the newest version, and for a number that another
    paper of the same year bears.
    """
    document = _held(session, document_id)
    if (document.issued_number, document.issued_on) == (form.document_number, form.document_on):
        return document
    require_newest_draft(session, document)
    if other := _with_number(session, form):
        raise _refused("document_number", form.document_number, other)
    document.issued_number, document.issued_on = form.document_number, form.document_on
    document.issued_at, document.issued_by = now, by
    said = phrases("papers").issued(document)
    target = target_of(document)
    audit.record(session, actor=by, act=audit.ISSUED, target=target, now=now, detail=said)
    return document


def require_newest_draft(session: Session, document: Document) -> None:
    """Raises Refused for what is no draft any more, and for what a newer version follows."""
    _require_draft(document, "document")
    newest = newest_of(session, matter_of(document))
    if newest is not None and newest.id != document.id:
        raise _refused("document", "", phrases("papers").not_newest(newest.version))


def withdraw(session: Session, document_id: int, *, why: str, by: Actor, now: datetime) -> Document:
    """It will not be issued: `why` in a sentence. Raises Refused for what was issued."""
    document = _held(session, document_id)
    _require_draft(document, "document")
    document.withdrawn_at, document.withdrawn_by, document.withdrawn_why = now, by, why
    said = phrases("papers").withdrawn(document)
    target = target_of(document)
    audit.record(session, actor=by, act=audit.DRAFT_WITHDRAWN, target=target, now=now, detail=said)
    return document


def _held(session: Session, document_id: int) -> Document:
    """The document, held against a second writer until this transaction ends."""
    query = select(Document).where(col(Document.id) == document_id).with_for_update()
    document = session.exec(query.execution_options(populate_existing=True)).first()
    if document is None:
        raise _refused("document", str(document_id), _MISSING)
    return document


def _require_draft(document: Document, field: str) -> None:
    if document.issued_at is not None:
        raise _refused(field, "", phrases("papers").issued_already(document))
    if document.withdrawn_at is not None:
        raise _refused(field, "", phrases("papers").withdrawn_already(document))


def _with_number(session: Session, form: IssueForm) -> str:
    """What is said where another paper of that year has the number; empty where none has."""
    query = select(Document).where(col(Document.issued_number) == form.document_number)
    for other in session.exec(query.order_by(col(Document.id))):
        if other.issued_on is not None and other.issued_on.year == form.document_on.year:
            said: str = phrases("papers").number_taken(other)
            return said
    return ""


def _refused(field: str, given: str, wanted: str) -> Refused:
    label = "Số văn bản" if field == "document_number" else "Văn bản"
    return Refused(Problem(field, given, wanted, label))
