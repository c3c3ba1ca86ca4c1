"""Where the conference's pages are, and which conference an address means."""

from __future__ import annotations

from fastapi import HTTPException
from sqlmodel import Session

from dondoc.conference.find_conference import find_conference
from dondoc.problems import Refused
from models import Conference

PATH = "/bang/hoi-nghi"
ONE = PATH + "/{code}"
DESK, LIST, CARDS = ONE + "/ban-don", ONE + "/danh-sach", ONE + "/the-dai-bieu"
QUESTIONS, DOCUMENTS = ONE + "/cau-hoi", ONE + "/tai-lieu"
CALLS, TASKS, LOGINS = ONE + "/can-goi", ONE + "/nhiem-vu", ONE + "/tai-khoan"
PROOF, SCORING = ONE + "/minh-chung", ONE + "/cham-diem"


def conference_or_404(session: Session, code: str, *, hold: bool = False) -> Conference:
    """The conference that an address names."""
    try:
        return find_conference(session, code, hold=hold)
    except Refused:
        raise HTTPException(404) from None
