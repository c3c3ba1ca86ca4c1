"""A file from outside is taken or refused in a sentence; nothing in its directory stops us."""

from __future__ import annotations

import io
import struct
import time
import zipfile

import pytest

from dondoc.limits import LARGEST_GROWTH, MEGABYTE, MOST_PACKED
from dondoc.problems import Refused
from dondoc.submissions.files import judged, media_type

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOT_TAKEN = "không phải loại tệp được nhận"
TOO_LARGE = "bung ra nhiều hơn 20 MB hoặc có quá nhiều phần bên trong"


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        judged("bao-cao.docx", content)
    return caught.value.problems[0].wanted


def test_no_wrong_byte_of_a_directory_is_more_than_a_refusal() -> None:
    whole = packed({"word/document.xml": b"<w/>", "báo cáo.xml": b"<x/>"})
    for place in range(whole.find(b"PK\x01\x02"), len(whole)):
        for value in (0x00, 0x08, 0x63, 0x7F, 0xFF):
            wrong = bytearray(whole)
            wrong[place] = value
            assert media_type(bytes(wrong)) in (DOCX, None)


def test_what_unpacks_to_more_than_a_report_is_refused_by_its_directory() -> None:
    bomb = packed({"word/document.xml": bytes(LARGEST_GROWTH + MEGABYTE)})

    assert refusal(bomb).startswith(TOO_LARGE)
    assert media_type(bomb) is None


def test_photos_at_the_limit_of_a_file_are_taken() -> None:
    photos = packed(
        {"word/document.xml": b"<w/>", "a.jpg": bytes(19 * MEGABYTE)}, zipfile.ZIP_STORED
    )

    assert DOCX == judged("anh.docx", photos).media_type


def test_parts_are_counted_before_they_are_listed() -> None:
    """A directory of two hundred thousand entries that the library would list for seconds."""
    entry = struct.pack(
        "<4s4B4HL2L5H2L", b"PK\x01\x02", *[0] * 4, *[0] * 4, 0, 0, 0, 1, *[0] * 4, 0, 0
    )
    directory = (entry + b"a") * (40 * MOST_PACKED)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), 0, 0)
    started = time.process_time()

    assert refusal(b"PK\x03\x04" + directory + end).startswith(TOO_LARGE)
    assert time.process_time() - started < 0.5


def test_what_is_no_zip_behind_its_first_letters_is_refused() -> None:
    assert refusal(b"PK\x03\x04" + bytes(100)).startswith(NOT_TAKEN)
