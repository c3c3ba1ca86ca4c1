"""What Outlook and signing programs wrap a letter in is taken off once; what is damaged waits."""

from __future__ import annotations

import base64
import struct
from datetime import UTC, datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import (
    PKCS7Options,
    PKCS7SignatureBuilder,
)

from dondoc.incoming.mail.signed_content import signed_content
from dondoc.incoming.mail.winmail import winmail_files
from models import File
from models.kinds import IncomingOutcome
from tests.support.mailroom import CLERK, PDF, SAID

YEARS = (datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
LETTER = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{SAID}".encode()


def _signed(content: bytes) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Mai")])
    certificate = x509.CertificateBuilder(name, name, key.public_key(), 7, *YEARS).sign(
        key, SHA256()
    )
    builder = PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, SHA256())
    return builder.sign(Encoding.DER, [PKCS7Options.Binary])


def _streamed(content: bytes) -> bytes:
    """As programs write it that do not know the length beforehand: in pieces, up to two zeros."""
    halves = (content[:20], content[20:])
    pieces = b"".join(b"\x04\x81" + bytes([len(one)]) + one for one in halves)
    data = b"\xa0\x80" + b"\x24\x80" + pieces + b"\0\0" + b"\0\0"
    inner = b"\x30\x80" + bytes.fromhex("06092a864886f70d010701") + data + b"\0\0"
    signed = b"\x30\x80" + b"\x02\x01\x01" + b"\x31\x00" + inner + b"\0\0"
    return b"\x30\x80" + bytes.fromhex("06092a864886f70d010702") + b"\xa0\x80" + signed + b"\0" * 4


def _winmail(*files: tuple[str, bytes]) -> bytes:
    def attribute(kind: int, data: bytes) -> bytes:
        return (
            struct.pack("<BII", 2, kind, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)
        )

    said = struct.pack("<IH", 0x223E9F78, 1)
    for name, content in files:
        wide = f"{name}\0".encode("utf-16le")
        padded = wide + b"\0" * (-len(wide) % 4)
        named = struct.pack("<IHHIHHII", 2, 3, 0x3705, 1, 0x1F, 0x3707, 1, len(wide)) + padded
        said += attribute(0x00069002, b"\0" * 14) + attribute(0x00018010, b"BAOCAO~1.PDF\0")
        said += attribute(0x0006800F, content) + attribute(0x00069005, named)
    return said


def _wrapped(room, kind: str, content: bytes) -> bytes:
    head = (
        f"From: {CLERK}\nTo: {room.reply_to()}\nSubject: Re: x\nMessage-ID: <1@x.example>\n"
        f"MIME-Version: 1.0\nContent-Type: {kind}\nContent-Transfer-Encoding: base64\n\n"
    )
    return head.encode() + base64.encodebytes(content)


@pytest.mark.parametrize("sign", [_signed, _streamed])
def test_a_letter_inside_its_signature_is_read(sign, quick_room):
    kind = "application/pkcs7-mime; smime-type=signed-data; name=smime.p7m"
    quick_room.take(_wrapped(quick_room, kind, sign(LETTER)))

    assert ["12/BC-STC"] == [one.document_number for one in quick_room.submissions()]


def test_what_is_encrypted_or_cut_off_is_not_guessed_at():
    whole = _signed(LETTER)

    assert LETTER == signed_content(whole)
    assert all(signed_content(whole[:size]) is None for size in range(0, len(whole), 7))
    assert signed_content(b"\x30\x80" * 5_000) is None
    assert signed_content(whole.replace(bytes.fromhex("010702"), bytes.fromhex("010703"))) is None


def test_the_files_of_a_winmail_dat_are_files_under_their_whole_names(quick_room):
    mail = quick_room.letter()
    packed = _winmail(("Báo cáo quý I.pdf", PDF), ("Phụ lục.pdf", PDF + b"2"))
    mail.add_attachment(packed, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    quick_room.take(mail)

    assert ["Báo cáo quý I.pdf", "Phụ lục.pdf"] == [one.name for one in quick_room.rows(File)]


def test_a_winmail_dat_that_is_cut_off_or_damaged_gives_nothing_and_waits(quick_room):
    packed = _winmail(("Báo cáo.pdf", PDF))
    assert [("Báo cáo.pdf", PDF)] == winmail_files(packed)
    found = [one for size in range(len(packed)) for one in winmail_files(packed[:size])]
    assert {PDF} >= {content for _name, content in found}
    assert [] == winmail_files(packed.replace(b"%PDF", b"%PDE"))

    quick_room.take(_wrapped(quick_room, "application/ms-tnef; name=winmail.dat", packed[:-9]))
    assert IncomingOutcome.HELD is quick_room.last.outcome
    assert "Nội dung nằm trong winmail.dat, cần mở bằng tay." == quick_room.last.reason
