"""A file by what it is, which its first bytes say: of real «.pdf» files a seventh were error pages,
one of two «.docx» an old .doc. Never raises anything but FileTrouble.
"""

from __future__ import annotations

from dondoc.publication.reading.docx_content import docx_content
from dondoc.publication.reading.ole_text import ole_text
from dondoc.publication.reading.page_content import FileTrouble, PageContent
from dondoc.publication.reading.pdf_text import pdf_pages
from dondoc.publication.reading.xlsx_content import xlsx_content
from dondoc.zip_guard import part_names, refuse_many_tags
from models.publication_kinds import ReadingTrouble

_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-"
_PDF_WITHIN = 1024
"""Bytes in which a PDF's mark may stand: readers allow for what a server puts before it."""


def file_content(content: bytes) -> PageContent | list[str]:
    """Tables and lines of an office file; of a PDF or an old .doc the text of each page.

    Raises FileTrouble.
    """
    try:
        if content.startswith(_ZIP):
            return _office(content)
        if content.startswith(_OLE):
            return [ole_text(content)]
        if _PDF in content[:_PDF_WITHIN]:
            return pdf_pages(content)
    except FileTrouble:
        raise
    except Exception as error:  # the libraries raise whatever they stumble over
        raise FileTrouble(ReadingTrouble.DAMAGED) from error
    raise FileTrouble(ReadingTrouble.DAMAGED)


def _office(content: bytes) -> PageContent:
    names = part_names(content)
    refuse_many_tags(content)
    if "word/document.xml" in names:
        return docx_content(content)
    if "xl/workbook.xml" in names:
        return xlsx_content(content)
    raise FileTrouble(ReadingTrouble.DAMAGED)
