"""The audit as administrators read it: who did what to what, the newest first, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, or_, select

from dondoc.forms.typed_form import TypedForm, entry
from dondoc.forms.values import Choice, OneLine, Whole
from dondoc.ledger.actors import SYSTEM, Actor, ActorKind
from dondoc.limits import LARGEST_ID, LONGEST_SEARCH, MOST_ACTORS, MOST_AUDIT_LINES
from dondoc.messages.environment import phrases
from dondoc.problems import Problem, Refused
from dondoc.reporting.audit_objects import KINDS, AuditObjects
from dondoc.text import fold
from models import Account, Audit, Contact

_SYSTEM_WORDS = ("he thong", "he thong don doc")
_MACHINE_WORDS = ("may chu",)
_KIND_WANTED = f"hãy chọn một trong: {', '.join(KINDS.values())}"


class AuditFilter(TypedForm):
    """What a reader of the audit narrows it to."""

    person: Annotated[str | None, OneLine(LONGEST_SEARCH)] = entry("Ai làm")
    kind: Annotated[
        str | None, Choice(tuple((word, kind) for kind, word in KINDS.items()), _KIND_WANTED)
    ] = entry("Việc gì")
    key: Annotated[str | None, OneLine(LONGEST_SEARCH)] = entry("Số")
    before: Annotated[int | None, Whole()] = entry("Trang")


@dataclass(frozen=True)
class AuditLine:
    """One act: `actor` and `target` as they are kept, `who` and `about` as people call them.

    `link` leads to what it was done to, where there is a page of it.
    """

    number: int
    at: datetime
    actor: str
    who: str
    act: str
    target: str
    about: str
    link: str
    detail: str


@dataclass(frozen=True)
class AuditLines:
    """A page of the audit; `older` is the number below which it goes on."""

    lines: tuple[AuditLine, ...]
    older: int | None


def audit_trail(
    session: Session, objects: AuditObjects, asked: AuditFilter, *, most: int = MOST_AUDIT_LINES
) -> AuditLines:
    """The newest acts that the filter holds for. Raises Refused for a person nobody knows."""
    query = select(Audit).where(*_narrowed(session, asked)).order_by(col(Audit.id).desc())
    rows = list(session.exec(query.limit(most + 1)))
    shown = rows[:most]
    objects.learn(row.target for row in shown)
    lines = tuple(_line(objects, row) for row in shown)
    return AuditLines(lines, lines[-1].number if len(rows) > most else None)


def _line(objects: AuditObjects, row: Audit) -> AuditLine:
    about, link = objects.named(row.target, row.act)
    return AuditLine(
        number=row.id or 0,
        at=row.at,
        actor=row.actor,
        who=objects.who(row.actor),
        act=row.act,
        target=row.target,
        about=about,
        link=link,
        detail=row.detail,
    )


def _narrowed(session: Session, asked: AuditFilter) -> Iterator[ColumnElement[bool]]:
    if asked.person:
        yield _by(session, asked.person)
    if asked.key and not asked.kind:
        raise Refused(Problem("kind", "", _KIND_WANTED, "Việc gì"))
    if asked.kind and asked.key:
        yield col(Audit.target) == f"{asked.kind}:{asked.key}"
    elif asked.kind:
        yield col(Audit.target).startswith(f"{asked.kind}:", autoescape=True)
    if asked.before:
        yield col(Audit.id) < min(asked.before, LARGEST_ID)


def _by(session: Session, person: str) -> ColumnElement[bool]:
    """The acts of whoever is called so: accounts and contacts, the system, whoever sat there."""
    wanted = fold(person)
    if wanted in _SYSTEM_WORDS:
        flows = col(Audit.actor).startswith(f"{ActorKind.FLOW}:", autoescape=True)
        return or_(col(Audit.actor) == str(SYSTEM), flows)
    if wanted in _MACHINE_WORDS:
        return col(Audit.actor).startswith(f"{ActorKind.MACHINE}:", autoescape=True)
    actors = _actors(session, wanted)
    book = phrases("admin")
    if not actors:
        raise Refused(Problem("person", person, book.nobody(), "Ai làm"))
    if len(actors) > MOST_ACTORS:
        raise Refused(Problem("person", person, book.too_many_people(MOST_ACTORS), "Ai làm"))
    return col(Audit.actor).in_(actors)


def _actors(session: Session, wanted: str) -> Sequence[str]:
    accounts = session.exec(select(Account.id, Account.name, Account.address))
    contacts = session.exec(select(Contact.id, Contact.person, Contact.address))
    return [
        *(str(Actor.account(id_)) for id_, *words in accounts if _called(wanted, words)),
        *(str(Actor.contact(id_)) for id_, *words in contacts if _called(wanted, words)),
    ]


def _called(wanted: str, words: Sequence[Any]) -> bool:
    return any(wanted in fold(word) for word in words if word)
