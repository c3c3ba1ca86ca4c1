"""Letters as offices and their servers really send them: what becomes of each.

Each file of `as_sent/` was made after a report of somebody's mail that was read wrongly; the
persons and addresses are samples.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.incoming.mail.understand import Letter, understand
from models import File
from models.kinds import IncomingKind, IncomingOutcome
from tests.support.mailroom import CLERK, PDF

FOLDER = Path(__file__).parent / "as_sent"
RECORDED = {
    "A01-from-unquoted-comma": "20/BC-UBND",
    "A04-from-raw-utf8-name": "23/BC-UBND",
    "A07-bom-first": "26/BC-UBND",
    "A10-precedence-bulk-human": "29/BC-UBND",
    "A16b-nonbreaking-hyphen-signed": "51/BC-UBND",
    "A21-zwsp": "40/BC-UBND",
    "A25-space-after-hyphen": "61/BC-UBND",
    "A29-linebreak-after-hyphen": "65/BC-UBND",
    "C02-five-logos-then-pdf": "102/BC-UBND",
    "C04-raw-utf8-filename": "104/BC-UBND",
    "C10-octet-stream-noname-pdf": "110/BC-UBND",
    "C11-pdf-inline-applemail": "111/BC-UBND",
    "Q05-lotus-notes": "205/BC-UBND",
    "Q16-begins-with-dear-ngay": "216/BC-UBND",
}
FILES = {
    "C02-five-logos-then-pdf": ["bc.pdf"],
    "C04-raw-utf8-filename": ["Báo cáo quý I.pdf"],
    "C10-octet-stream-noname-pdf": ["tep-khong-ten.pdf"],
    "C11-pdf-inline-applemail": ["bc.pdf"],
}
NOTED = ("C16-gmail-reaction", "D06-oof-1", "D06-oof-4")
HELD = {
    "A14-utf8-labelled-latin1-chua-nop": "Thư nói chưa nộp, sẽ nộp, hoặc xin thay đổi.",
    "Q14-bottom-post": "Có lời viết bên dưới hoặc xen giữa phần trích.",
    "E02-qmail-prose": "Máy chủ báo không gửi được, nhưng không theo mẫu máy đọc được.",
}
ENDED = ("B12-dsn-511-real", "E04-exchange-vi-ndr")


def _code(address: str) -> str:
    return address.rpartition("+")[2].partition("@")[0]


def _taken(room, name: str) -> None:
    text = (FOLDER / f"{name}.eml").read_bytes()
    given = {
        "unit": "so-tai-chinh",
        "reply_code": _code(room.reply_to()),
        "bounce_code": _code(room.bounce_to()),
        "message_id": str(room.message().mime_id),
    }
    for key, value in given.items():
        text = text.replace(b"{{%s}}" % key.encode(), value.encode())
    room.take(text)


def test_every_file_has_its_line():
    known = {*RECORDED, *NOTED, *HELD, *ENDED}
    assert known == {path.stem for path in FOLDER.glob("*.eml")}


@pytest.mark.parametrize("name", RECORDED)
def test_an_answer_is_recorded_with_its_number_and_its_files(name, quick_room):
    _taken(quick_room, name)

    assert [RECORDED[name]] == [one.document_number for one in quick_room.submissions()], (
        quick_room.last.reason
    )
    assert FILES.get(name, []) == [one.name for one in quick_room.rows(File)]


@pytest.mark.parametrize("name", NOTED)
def test_what_is_no_answer_is_noted_and_nobody_is_written_to(name, quick_room):
    _taken(quick_room, name)

    assert (IncomingKind.ROBOT, IncomingOutcome.NOTED) == (
        quick_room.last.kind,
        quick_room.last.outcome,
    )
    assert [] == quick_room.answers()


@pytest.mark.parametrize("name", HELD)
def test_what_is_in_doubt_waits_with_a_true_reason(name, quick_room):
    _taken(quick_room, name)

    assert ([], IncomingOutcome.HELD) == (quick_room.submissions(), quick_room.last.outcome)
    assert quick_room.last.reason.startswith(HELD[name])


@pytest.mark.parametrize("name", ENDED)
def test_an_address_that_is_no_more_ends_its_contact(name, quick_room):
    _taken(quick_room, name)

    assert quick_room.contact().disabled_at is not None


PHOTO = b"\xff\xd8\xff\xe0" + b"x" * 2_000


def test_a_photo_that_a_phone_puts_between_the_words_is_a_file(quick_room):
    mail = quick_room.letter()
    mail.add_attachment(PHOTO, "image", "jpeg", filename="IMG_0001.jpg", disposition="inline")
    quick_room.take(mail)

    assert ["IMG_0001.jpg"] == [one.name for one in quick_room.rows(File)]


def test_documents_come_before_pictures_and_a_logo_that_the_page_shows_is_none(quick_room):
    mail = quick_room.letter()
    mail.clear_content()
    mail.set_content("Đã nộp, số 12/BC-STC ngày 15/3/2027.")
    mail.add_alternative('<p>Đã nộp, số 12/BC-STC</p><img src="CID:logo@x">', subtype="html")
    mail.get_payload()[1].add_related(b"\x89PNG\r\n\x1a\n1", "image", "png", cid="<logo@x>")
    for number in range(5):
        photo = PHOTO + bytes([number])
        mail.add_attachment(photo, "image", "jpeg", filename=f"{number}.jpg", cid="<a@x>")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="bc.pdf")
    quick_room.take(mail)

    kept = [one.name for one in quick_room.rows(File)]
    assert ("bc.pdf", 5) == (kept[0], len(kept))
    assert not any(name.endswith(".png") for name in kept)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (f"Mai, Van thu <{CLERK}>", CLERK),
        (f"{CLERK} <{CLERK}>", CLERK),
        (f'"{CLERK}" <khac@noi-khac.example>', "khac@noi-khac.example"),
        ("=?utf-8?b?TWFpIDx2YW4tdGh1QHNvLXRhaS1jaGluaC5leGFtcGxlPg==?=", CLERK),
        (f"[{CLERK}]", CLERK),
        (f"<<{CLERK}>>", CLERK),
        (f"{CLERK} (Mai, Văn thư)", CLERK),
        (f"Mai <{CLERK.upper()}>", CLERK),
        (f"a@b.example, Mai <{CLERK}>", ""),
        (f"a@b.example <{CLERK}>", ""),
        (f"=?utf-8?q?<{CLERK}>?= <khac@noi-khac.example>", ""),
        ("Mai", ""),
        ("", ""),
    ],
)
def test_who_wrote_is_the_one_address(written, found):
    letter = understand(f"From: {written}\n\nx\n".encode())

    assert isinstance(letter, Letter)
    assert found == letter.author.address
    assert bool(found) != bool(letter.author.unreadable)


def test_a_sender_that_cannot_be_read_is_called_that(quick_room):
    mail = quick_room.letter()
    del mail["From"]
    quick_room.take(b"From: Mai\n" + mail.as_bytes())

    assert "Không đọc được địa chỉ người gửi." == quick_room.last.reason
    assert [] == quick_room.answers()
