"""What a command about a paper means: which paper, whose act."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.conference.find_conference import HOLD_DUTY, conference_duty
from dondoc.contacts.find_account import account_of
from dondoc.documents.register.paper_matter import OF_CONFERENCES, PaperMatter
from dondoc.documents.register.paper_rights import require_papers
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.plan.find_unit import find_unit
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from models import Document
from models.kinds import DocumentKind

_KINDS = {
    "bao-cao": DocumentKind.CONSOLIDATED_REPORT,
    "don-doc": DocumentKind.URGING_LETTER,
    "danh-sach": DocumentKind.PUNCTUALITY_LIST,
    "ket-luan-cong-khai": DocumentKind.PUBLICATION_CONCLUSION,
    "giay-moi": DocumentKind.INVITATION,
    "bien-ban": DocumentKind.CONFERENCE_MINUTES,
    "ket-luan": DocumentKind.CONCLUSIONS,
}


def asked_matter(
    rulebook: Rulebook,
    kind: str,
    duty: str,
    period: str,
    unit: str | None,
    *,
    conference: str,
    now: datetime,
) -> PaperMatter:
    """The paper of that kind, duty, period. Raises Refused for what the plan does not know."""
    if _KINDS[kind] in OF_CONFERENCES:
        return _of_conference(rulebook, _KINDS[kind], period, conference)
    plan = rulebook.registry.plan
    about = plan.duty(duty)
    key = rulebook.period(about, period).key
    to = find_unit(rulebook.registry, unit, local_date(now)).code if unit else ""
    return PaperMatter(_KINDS[kind], plan.code, about.code, key, to)


def _of_conference(rulebook: Rulebook, kind: DocumentKind, period: str, code: str) -> PaperMatter:
    if not code:
        wanted = "hãy ghi mã Hội nghị, như hoi-nghi-2026; xem dondoc conference list"
        raise Refused(Problem("--conference", "", wanted))
    plan, duty = rulebook.registry.plan, conference_duty(rulebook.registry, HOLD_DUTY)
    return PaperMatter(kind, plan.code, duty.code, rulebook.period(duty, period).key, code)


def paper_of(session: Session, number: int) -> Document:
    """The version of that number. Raises Refused."""
    document = session.get(Document, number)
    if document is None:
        wanted = "không có văn bản này; xem các số bằng dondoc papers list"
        raise Refused(Problem("VĂN_BẢN", str(number), wanted))
    return document


def officer_of(session: Session, context: Context, matter: PaperMatter, address: str) -> Actor:
    """Whose act it is, as the audit names him. Raises Refused where he may not."""
    account = account_of(session, address)
    require_papers(context.rulebook, matter, account, now=context.now)
    return Actor.account(account.id)
