"""Answers that prove nothing, a page under 200 too: challenges, «not found», empty shells.

Whoever takes one of them for the page accuses a unit of what it did not do (publication.md §3.6).
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from dondoc.text import fold, parse_link
from dondoc.web.media_types import DOC, DOCX, HTML, OLE, PDF, XLS, XLSX, ZIP
from dondoc.web.page_look import PageLook, look_at
from dondoc.web.site_answer import TLS_FAULTS, SiteAnswer, Why
from models.publication_kinds import ReadingTrouble

_CHALLENGES = (
    *("/tspd/", "bobcmn", "_cf_chl_opt", "/cdn-cgi/challenge-platform", "_incapsula_resource"),
    *("enable javascript", "bat javascript", "captcha", "checking your browser", "are you human"),
)
"""What stands on the pages that guard a site: F5, Cloudflare, Imperva, and in words."""
_GUARDED = frozenset({200, 202, 403, 429, 503})
"""Under what they say it."""
_LITTLE = 600
"""Letters that a person sees of such a page at most; a longer one is a page that mentions them."""
_SHELL = 300
"""The same of a page that only a script would fill."""
_BARE = 40
_HEADING = 200
_SEARCH = 50_000
_GONE = re.compile(
    r"\b(?:404 not found|error 404|loi 404|page not found|file or directory not found"
    r"|(?:trang|noi dung|duong dan|lien ket|bai viet|tai nguyen|dia chi)(?: \w{1,20}){0,6}"
    r" khong (?:con )?ton tai"
    r"|khong tim thay (?:trang|noi dung|duong dan|bai viet|tai nguyen|dia chi|tep))\b"
)
_GONE_WHOLE = frozenset({"404", "not found", "khong tim thay", "khong ton tai"})
_FILES = {
    "pdf": {PDF},
    "docx": {DOCX, ZIP, OLE},
    "doc": {DOC, OLE, DOCX, ZIP},
    "xlsx": {XLSX, ZIP, OLE},
    "xls": {XLS, OLE, XLSX, ZIP},
}
"""What a name promises, and what may come: an old .doc under the new name is opened all the same.
"""
_PROMISED = {PDF: "pdf", DOCX: "docx", DOC: "doc", XLSX: "xlsx", XLS: "xls"}

TROUBLE_OF = {
    Why.INSIDE: ReadingTrouble.REFUSED_ADDRESS,
    Why.ODD_PORT: ReadingTrouble.REFUSED_ADDRESS,
    Why.TOO_MANY: ReadingTrouble.TOO_MANY_REDIRECTS,
    Why.SLOW: ReadingTrouble.SLOW,
    Why.UNREACHED: ReadingTrouble.NO_CONNECTION,
    Why.DAMAGED: ReadingTrouble.DAMAGED,
    Why.ROBOTS: ReadingTrouble.ROBOTS,
    Why.ROBOTS_UNKNOWN: ReadingTrouble.ROBOTS,
    **dict.fromkeys(TLS_FAULTS, ReadingTrouble.TLS_INVALID),
}
"""What it means for a reading that nothing was fetched."""


def trouble_of(answer: SiteAnswer, text: str) -> ReadingTrouble | None:
    """Why this answer does not say what is public there; None where it can be read.

    `text` is the decoded page, "" of a file. A 304 is no trouble: what was read before stands.
    """
    if answer.not_modified:
        return None
    look = look_at(text)
    if answer.status in _GUARDED and is_challenge(look, text):
        return ReadingTrouble.BLOCKED
    if answer.status != 200:
        return _of_status(answer.status)
    if answer.off_host:
        return ReadingTrouble.OFF_HOST
    if not answer.body:
        return ReadingTrouble.EMPTY
    trouble = _of_page(answer, look) if answer.media_type == HTML else _of_file(answer)
    return trouble or (ReadingTrouble.TRUNCATED if answer.truncated else None)


def _of_status(status: int) -> ReadingTrouble:
    if status in (404, 410):
        return ReadingTrouble.GONE
    if 400 <= status < 500 and status != 429:
        return ReadingTrouble.FORBIDDEN
    return ReadingTrouble.EMPTY if 200 < status < 300 else ReadingTrouble.SERVER_ERROR


def _of_page(answer: SiteAnswer, look: PageLook) -> ReadingTrouble | None:
    if is_shell(look):
        return ReadingTrouble.NEEDS_BROWSER
    if answer.like_missing or any(map(_says_gone, look.headings)):
        return ReadingTrouble.GONE
    return ReadingTrouble.DAMAGED if _promised(answer) else None


def is_challenge(look: PageLook, text: str) -> bool:
    """Does the page only ask whether a person is there?"""
    if len(look.text) >= _LITTLE:
        return False
    said = fold(text[:_SEARCH])
    return any(mark in said for mark in _CHALLENGES)


def is_shell(look: PageLook) -> bool:
    """Is it only the place into which a script writes the page?"""
    seen = len(look.text)
    if look.script_root:
        return seen < _SHELL
    return look.scripts > 0 and look.links == 0 and seen < _BARE


def _says_gone(heading: str) -> bool:
    said = fold(heading[:_HEADING])
    return said in _GONE_WHOLE or _GONE.search(said) is not None


def _of_file(answer: SiteAnswer) -> ReadingTrouble | None:
    promised = _promised(answer)
    if promised and answer.media_type not in _FILES[promised]:
        return ReadingTrouble.DAMAGED
    return None


def _promised(answer: SiteAnswer) -> str:
    """The kind of file that the address, else the server, says it is; "" where it is a page."""
    parts = parse_link(answer.address)
    ending = unquote(parts.path).rpartition(".")[2].lower() if parts is not None else ""
    return ending if ending in _FILES else _PROMISED.get(answer.declared_type, "")
