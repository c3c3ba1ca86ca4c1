"""A page that shows tables, and hands them out as a file where its address asks: `?tai=xlsx`.

The page's function looks once; from what it found comes either the page or the file.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from fastapi import Request, Response

from dondoc.documents.paper.table import Table
from dondoc.documents.paper.table_file import TableSuffix, file_name, table_file, table_suffix
from dondoc.portal.board.form_page import form_page
from dondoc.portal.errors import error_page
from dondoc.problems import Refused
from models import Account


@dataclass(frozen=True)
class ViewFile:
    """What a view hands out: its tables, made when they are wanted; `name` is the file's.

    `problems` are what was asked for in vain, a sentence each: the tables say them above. What has
    dates of its own is a `calendar` too; what is a list to be signed is a `paper` (docx).
    """

    name: str
    as_of: datetime
    tables: Callable[[], Sequence[Table]]
    problems: tuple[str, ...] = ()
    calendar: Callable[[], str] | None = None
    paper: Callable[[], bytes] | None = None


ASKED = "tai"
"""What in an address asks for a file."""

ICS, DOCX = "ics", "docx"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE = "trang"
_UNPROCESSABLE = 422


def asks_file(asked: Mapping[str, str]) -> bool:
    """Is the whole view wanted, not a page of it?"""
    return bool(asked.get(ASKED, "").strip())


def table_page(
    request: Request,
    template: str,
    account: Account,
    file: ViewFile,
    **facts: Any,
) -> Response:
    """The page with its `files` (links by suffix), or the file itself."""
    if asks_file(request.query_params):
        return attached(request, file)
    more = [*([ICS] if file.calendar else []), *([DOCX] if file.paper else [])]
    links = file_links(request, kinds=(*TableSuffix, *more))
    return form_page(request, template, account, files=links, as_of=file.as_of, **facts)


def attached(request: Request, file: ViewFile) -> Response:
    """The file that the address asks for, or why it cannot be had."""
    if file.calendar and request.query_params[ASKED] == ICS:
        text = file.calendar().encode()
        return attachment(text, file_name(file.name, file.as_of, ICS), "text/calendar")
    if file.paper and request.query_params[ASKED] == DOCX:
        return attachment(file.paper(), file_name(file.name, file.as_of, DOCX), _WORD)
    try:
        suffix = table_suffix(request.query_params[ASKED])
        content = table_file(suffix, file.tables(), made=file.as_of)
    except Refused as refused:
        says = f"{refused.problems[0].sentence()}."
        return error_page(request, _UNPROCESSABLE, says=says)
    return attachment(content, file_name(file.name, file.as_of, suffix), suffix.media_type)


def file_links(
    request: Request, query: str = "", *, kinds: Sequence[str] = tuple(TableSuffix)
) -> dict[str, str]:
    """By suffix the same address asking for a file: all its filters, and every page of it.

    `query` is another address of the same page.
    """
    pairs = parse_qsl(query.lstrip("?")) if query else request.query_params.multi_items()
    kept = [(key, value) for key, value in pairs if key not in (ASKED, _PAGE) and value]
    return {str(one): f"?{urlencode([*kept, (ASKED, one)])}" for one in kinds}


def attachment(content: bytes, name: str, media_type: str) -> Response:
    """A file to be kept; `name` is ASCII."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
