"""The page as it was: its source as plain text, or its bytes as an attachment; never rendered.

What another's site gave is not trusted: on our origin it is text without a type that a browser
would run, or a file that it saves.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from dondoc.access import Act
from dondoc.portal.board.board_links import PUBLICATION_PATH
from dondoc.portal.context import context
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.publication.snapshots import read_snapshot
from dondoc.submissions.files import is_sha256
from dondoc.web.page_text import decode_page
from models import Account, Snapshot
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

_SEALED = {"Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'"}
_SHOWN_AS_TEXT = 2 * 1024 * 1024
"""Bytes of a source that are shown; a longer one is only saved."""


@router.get(f"{PUBLICATION_PATH}/chup/{{sha256}}")
def snapshot(
    request: Request,
    sha256: str,
    account: Annotated[Account, Depends(opening(Act.SEE))],
    tai: str = "",
) -> Response:
    """The text, or with `tai` the bytes; 404 for what is not kept."""
    here = context(request)
    if not is_sha256(sha256):
        raise HTTPException(404)
    with transaction(here.engine, write=False) as session:
        row = session.get(Snapshot, sha256)
    content = read_snapshot(here.settings.snapshots_dir, sha256, row.size) if row else None
    if row is None or content is None:
        raise HTTPException(404)
    if tai or len(content) > _SHOWN_AS_TEXT or not row.media_type.startswith("text/"):
        name = f'attachment; filename="{sha256[:16]}{_SUFFIXES.get(row.media_type, ".bin")}"'
        headers = {"Content-Disposition": name, **_SEALED}
        return Response(content, media_type="application/octet-stream", headers=headers)
    text = decode_page(content, "").text  # as it was read: many an old page is no UTF-8
    return Response(text, media_type="text/plain; charset=utf-8", headers=_SEALED)


_SUFFIXES = {
    "text/html": ".html.txt",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/msword": ".doc",
}
"""A page is saved as text: a double click opens no foreign script on an officer's machine."""
