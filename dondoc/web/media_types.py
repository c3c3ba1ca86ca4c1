"""What something is: by its own bytes, and as a server declares it; both of our own list. Pure."""

from __future__ import annotations

HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
ZIP = "application/zip"
OLE = "application/x-ole-storage"

_KNOWN = {
    **{one: one for one in (HTML, PDF, DOCX, XLSX, DOC, XLS, ZIP)},
    **{one: one for one in ("text/plain", "text/csv", "application/json", "application/xml")},
    "application/xhtml+xml": HTML,
    "text/xml": "application/xml",
    "application/x-pdf": PDF,
}
CHARSETS = {
    **dict.fromkeys(("utf-8", "utf8", "us-ascii", "ascii"), "utf-8"),
    **dict.fromkeys(("windows-1258", "cp1258", "x-cp1258"), "cp1258"),
    # What a browser takes these for: nobody means Latin-1's control characters.
    **dict.fromkeys(("windows-1252", "cp1252", "iso-8859-1", "latin1", "iso8859-1"), "cp1252"),
}
"""What a page may call its letters, and the codec of our own list that reads them."""

_HEAD = 1024
_PAGE_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body")


def media_type_of(body: bytes) -> str:
    """By its first bytes; "" where they tell nothing."""
    head = body[:_HEAD]
    if b"%PDF-" in head:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return DOCX if b"word/" in body else XLSX if b"xl/" in body else ZIP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLE
    small = head.lower()
    return HTML if any(mark in small for mark in _PAGE_MARKS) else ""


def of_content_type(header: str) -> tuple[str, str]:
    """The media type and the codec that a `Content-Type` declares, "" for what we do not know."""
    kind, *rest = header.lower().split(";")[:10]
    named = [one.partition("=") for one in rest]
    charset = next((value for name, _, value in named if name.strip() == "charset"), "")
    return _KNOWN.get(kind.strip(), ""), charset_of(charset)


def charset_of(label: str) -> str:
    """The codec of our own list that a page's label means, or ""."""
    return CHARSETS.get(label.strip(" \"'\t").lower(), "")
