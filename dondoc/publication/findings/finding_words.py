"""A finding in words: short, on one line, the name of what its unit is asked to put right."""

from __future__ import annotations

from collections.abc import Iterable

from sqlmodel import Session, col, select

from dondoc.limits import LONGEST_SUBJECT
from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital, shorten
from dondoc.publication.findings.finding_kinds import finding_rule
from dondoc.publication.place_names import PLACE_NAMES
from models import Procedure, PublicationFinding
from models.publication_kinds import SourceKind

_TITLE = 70
"""So much of a procedure's name: the official ones have two hundred letters."""


def finding_subject(finding: PublicationFinding, title: str, kind: SourceKind) -> str:
    """«Thiếu thủ tục 1.012790 “Đăng ký khai sinh” (Trang thông tin điện tử)»"""
    book = phrases("findings")
    code = "" if finding.procedure.startswith("X-") else finding.procedure
    said = book.subject(
        capital(finding_rule(finding.kind).name),
        code,
        shorten(title, _TITLE) if title else "",
        finding.field,
        PLACE_NAMES[kind],
    )
    return shorten(said, LONGEST_SUBJECT)


def told_apart(subject: str, number: int) -> str:
    """The same, where a unit has another of that name: «…, mục 2»."""
    book = phrases("findings")
    room = LONGEST_SUBJECT - len(book.subject_again("", number))
    return book.subject_again(shorten(subject, room), number)


def procedure_titles(session: Session, codes: Iterable[str]) -> dict[str, str]:
    """The newest name of each procedure; one that no list has is not in it."""
    wanted = sorted({code for code in codes if code})
    query = select(Procedure.code, Procedure.name).where(col(Procedure.code).in_(wanted))
    return dict(session.exec(query.order_by(col(Procedure.code), col(Procedure.version))).all())
