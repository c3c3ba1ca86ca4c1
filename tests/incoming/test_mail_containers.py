"""Letters that come packed, and files without a word (replies.md §5.6–5.8, 5.25)."""

from __future__ import annotations

import os

import pytest

from dondoc.clock import at
from models import File
from models.kinds import IncomingOutcome
from tests.support.mailroom import NOON, OPENING, PDF

pytestmark = pytest.mark.one_database


def _packed(room, name: str, kind: str, content: bytes):
    mail = room.letter("")
    mail.clear_content()
    main, _, sub = kind.partition("/")
    mail.set_content(content, maintype=main, subtype=sub, filename=name)
    return mail


@pytest.mark.parametrize(
    ("name", "kind"),
    [("winmail.dat", "application/ms-tnef"), ("smime.p7m", "application/pkcs7-mime")],
)
def test_what_is_packed_is_kept_and_waits_for_an_officer(name, kind, quick_room):
    quick_room.take(_packed(quick_room, name, kind, b"\x78\x9f\x3e\x22" + b"12/BC-STC 15/3/2027"))

    mail = quick_room.last
    assert (IncomingOutcome.HELD, []) == (mail.outcome, quick_room.submissions())
    assert f"Nội dung nằm trong {name}, cần mở bằng tay." == mail.reason
    raw = quick_room.settings.mail_dir / mail.sha256[:2] / f"{mail.sha256}.eml"
    assert name.encode() in raw.read_bytes()


def test_a_file_without_a_word_is_kept_and_its_number_asked_for(quick_room):
    mail = quick_room.letter("")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="bao-cao.pdf")
    quick_room.take(mail)

    assert IncomingOutcome.HELD is quick_room.last.outcome
    (question,) = quick_room.answers()
    assert "Chưa thấy số, ký hiệu và ngày của văn bản." in question.envelope.text
    assert "như: đã nộp, số …/BC-… ngày …/…/…." in question.envelope.text
    assert "/v/" in question.envelope.text


def test_the_answer_to_that_question_brings_the_file_along(room):
    mail = room.letter("")
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="bao-cao.pdf")
    room.take(mail)
    room.answers()

    room.take(room.letter("Số 12/BC-STC ngày 15/3/2027", to=room.reply_to()))

    (kept,) = room.submissions()
    assert [(kept.id, "bao-cao.pdf")] == [(f.submission_id, f.name) for f in room.rows(File)]
    outcomes = [one.outcome for one in room.incoming()]
    assert [IncomingOutcome.RECORDED, IncomingOutcome.RECORDED] == outcomes


def test_pictures_of_the_signature_are_no_evidence(quick_room):
    mail = quick_room.letter()
    mail.add_related(b"\x89PNG\r\n\x1a\n", maintype="image", subtype="png", cid="<logo@x>")
    quick_room.take(mail)

    assert 1 == len(quick_room.submissions())
    assert [] == quick_room.rows(File)


def test_sixty_megabytes_are_not_read_and_the_sender_gets_the_upload_link(quick_room):
    mail = quick_room.letter().as_bytes()
    path = quick_room.folder / "to.eml"
    with path.open("wb") as file:
        file.write(mail)
        file.truncate(60_000_000)
    os.utime(path, (at(OPENING, 9).timestamp(),) * 2)
    quick_room.read_mail(NOON)

    row = quick_room.last
    assert (False, 60_000_000) == (row.whole, row.size)
    assert (IncomingOutcome.HELD, []) == (row.outcome, quick_room.submissions())
    assert (quick_room.folder / "da-doc" / "to.eml").stat().st_size == 60_000_000
    (question,) = quick_room.answers()
    assert "Tệp tới 20 MB xin gửi tại đường dẫn" in question.envelope.text
    assert "/v/" in question.envelope.text
