"""The demo's mail: what was sent, as its reader would see it. Not part of a real installation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dondoc.portal.context import Here, PageContext, page, root
from dondoc.portal.demo.inbox_reply import can_answer, put_answer, sample_answer
from dondoc.portal.protection import SECURITY_HEADERS
from dondoc.portal.text_door import PlainRoute
from models.database import transaction

SHOWN = 200
"""Mails in the list."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,200}\.eml")
_HEADERS = (
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Reply-To",
    "Auto-Submitted",
    "List-Id",
)
# A letter brings its own style attributes; it still loads nothing and runs nothing.
_POLICY = SECURITY_HEADERS["Content-Security-Policy"].replace(
    "style-src 'self'", "style-src 'self' 'unsafe-inline'; frame-src 'self'"
)

router = APIRouter(prefix="/hop-thu", route_class=PlainRoute)


@dataclass(frozen=True)
class DemoLetter:
    """A mail of the list."""

    name: str
    received_at: datetime
    mail: EmailMessage

    @property
    def dated_at(self) -> datetime:
        """The day that the letter itself says; of a lived year that is not when it was written."""
        said: datetime | None = getattr(self.mail["Date"], "datetime", None)
        if said is None:
            return self.received_at
        return said if said.tzinfo else said.replace(tzinfo=UTC)

    def header(self, name: str) -> str:
        return str(self.mail.get(name, ""))

    def part(self, kind: str) -> str:
        """The first part of a type, as text; empty where there is none."""
        for part in self.mail.walk():
            if part.get_content_type() == kind:
                content = part.get_content()
                return content if isinstance(content, str) else content.decode("utf-8", "replace")
        return ""


@router.get("")
def listed(request: Request, here: Here) -> Response:
    """The mails, the newest first."""
    letters = [_letter(path) for path in _newest(here.settings.inbox_dir)[:SHOWN]]
    return page(request, "inbox/list.html", letters=letters)


@router.get("/{name}")
def read(request: Request, here: Here, name: str, da_gui: str = "") -> Response:
    """One mail: headers, text, HTML in a frame that runs nothing, calendar file."""
    letter = _find(here, name)
    sample = ""
    if can_answer(here.settings, letter.mail):
        with transaction(here.engine, write=False) as session:
            sample = sample_answer(session, here.rulebook.registry, letter.mail, here.now)
    return page(
        request,
        "inbox/letter.html",
        headers={"Content-Security-Policy": _POLICY},
        letter=letter,
        names=[name for name in _HEADERS if letter.header(name)],
        sample=sample,
        answered=bool(da_gui),
    )


@router.post("/{name}/tra-loi")
def reply(
    request: Request, here: Here, name: str, loi: Annotated[str, Form(max_length=5000)] = ""
) -> Response:
    """Answer the letter by mail, from the address that it went to."""
    letter = _find(here, name)
    if not can_answer(here.settings, letter.mail):
        raise HTTPException(404)
    put_answer(here.settings, letter.mail, loi, here.now)
    address = f"{root(request)}/hop-thu/{quote(name)}?da_gui=1"
    return RedirectResponse(address, status_code=303)


def _find(here: PageContext, name: str) -> DemoLetter:
    path = here.settings.inbox_dir / name
    if not _NAME.fullmatch(name) or not path.is_file() or path.is_symlink():
        raise HTTPException(404)
    return _letter(path)


def _newest(folder: Path) -> list[Path]:
    found = [path for path in folder.glob("*.eml") if _NAME.fullmatch(path.name)]
    return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)


def _letter(path: Path) -> DemoLetter:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    return DemoLetter(path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC), mail)
