"""Files as units publish them: small PDF, docx and old .doc, made byte by byte."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Sequence

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(pages: Sequence[str]) -> bytes:
    """A PDF with these lines on its pages, in letters without marks."""
    streams = []
    for text in pages:
        lines = b"".join(b"(%s) Tj T*\n" % line.encode("ascii") for line in text.splitlines())
        streams.append(b"BT /F1 11 Tf 40 800 Td 14 TL\n" + lines + b"ET")
    return pdf_of_streams(streams)


def pdf_of_streams(streams: Sequence[bytes]) -> bytes:
    """A PDF with these streams as its pages, packed."""
    font = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    kids = b" ".join(b"%d 0 R" % (3 + 2 * place) for place in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(streams), kids),
    ]
    for stream in streams:
        packed = zlib.compress(stream, 9)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents %d 0 R>>"
            % (font, len(objects) + 2),
            b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(packed), packed),
        ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, len(out))
    )


def docx(body: str) -> bytes:
    """A docx of this content of `w:body`."""
    text = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", text)
    return packed.getvalue()


def word_row(*cells: str) -> str:
    """A row of a table; a cell of «↑» is merged with the one above."""
    return f"<w:tr>{''.join(map(_word_cell, cells))}</w:tr>"


def _word_cell(text: str) -> str:
    merged = "<w:tcPr><w:vMerge/></w:tcPr>" if text == "↑" else ""
    shown = "" if merged else text
    return f"<w:tc>{merged}<w:p><w:r><w:t>{shown}</w:t></w:r></w:p></w:tc>"


def old_doc(text: str) -> bytes:
    """What an old .doc has of its text: UTF-16 among other bytes."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + text.encode("utf-16-le") + bytes(512)
