"""The text of a PDF, page by page, within bounds; a scan is known by having next to none.

Of 33 real government PDFs 18 are pictures of paper whose only text is the signature's stamp.
"""

from __future__ import annotations

import io
import logging
import re
import time
from typing import Any

from dondoc.limits import LARGEST_PDF_PART, MOST_PDF_PAGES, MOST_PDF_STEPS, PDF_SECONDS
from dondoc.publication.reading.page_content import FileTrouble
from dondoc.text import legible, plain_signs, tidy
from models.publication_kinds import ReadingTrouble

_STAMP = re.compile(
    r"^ ?(?:Người ký|Ký bởi|Email|Cơ quan|Tổ chức|Ngày ký|Thời gian ký|Signature Not)\b.*$",
    re.IGNORECASE | re.MULTILINE,
)
_LEAST_LETTERS = 100
"""Letters of a page, without the stamp, below which it is taken for a picture of paper."""
_BOUNDS: dict[str, Any] = {
    **dict.fromkeys(
        (
            "zlib_maximum_output_length",
            "lzw_maximum_output_length",
            "run_length_maximum_output_length",
            "array_based_stream_maximum_output_length",
            "maximum_declared_stream_length",
            "stream_decoding_work_maximum_length",
        ),
        LARGEST_PDF_PART,
    ),
    "stream_parsing_work_maximum_count": MOST_PDF_STEPS,
    "page_tree_maximum_entries": 10 * MOST_PDF_PAGES,
    "page_tree_maximum_page_entries": 100 * MOST_PDF_PAGES,
    "xform_maximum_invocations_per_extraction": MOST_PDF_PAGES,
}
"""The library's own bounds, narrowed: it takes 75 MB for one stream."""

logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of each oddity of each file


def pdf_pages(content: bytes) -> list[str]:
    """The text of each page. Raises FileTrouble: damaged, a scan, or longer than is read."""
    try:
        pages = _texts(content)
    except FileTrouble:
        raise
    except Exception as error:  # the library raises whatever it stumbles over
        raise FileTrouble(ReadingTrouble.DAMAGED) from error
    letters = [len(tidy(_STAMP.sub("", text))) for text, _drawn in pages]
    pictures = sum(
        count < _LEAST_LETTERS and drawn
        for count, (_text, drawn) in zip(letters, pages, strict=True)
    )
    if sum(letters) < _LEAST_LETTERS * len(pages) or pictures > 1:
        raise FileTrouble(ReadingTrouble.SCAN)
    return [text for text, _drawn in pages]


def _texts(content: bytes) -> list[tuple[str, bool]]:
    """Each page's text, and whether it draws anything beside text."""
    from pypdf import Configuration, PdfReader, apply_configuration  # noqa: PLC0415 - no page need wait for it

    began, found = time.monotonic(), []
    with apply_configuration(Configuration(**_BOUNDS)):
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > MOST_PDF_PAGES:
            raise FileTrouble(ReadingTrouble.TRUNCATED)
        for page in reader.pages:
            found.append((plain_signs(legible(page.extract_text())), _draws(page)))
            if time.monotonic() - began > PDF_SECONDS:
                raise FileTrouble(ReadingTrouble.TRUNCATED)
    return found


def _draws(page: Any) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    return bool(drawn is not None and drawn.get_object())
