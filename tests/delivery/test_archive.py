"""Looking a letter up by its Message-ID: in a folder over IMAP, in a mail server's log."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from dondoc.clock import at
from dondoc.delivery.archive import ArchiveUnreachable, ImapFolder, MailLog, check_archive
from dondoc.mailbox.mailbox_address import read_imap
from dondoc.problems import Refused
from dondoc.settings import load_settings
from tests.support.imap_server import ImapServer

CAME = at(date(2027, 3, 1), 8)
ID, OTHER = "3f9c2a7d41b0.v1@don-doc.example", "0000aaaa.v1@don-doc.example"
FOUND_THERE = "Tìm thấy trong thư mục Sent của hộp thư lưu"


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    with _archive() as server:
        yield server


def _archive(**line: ssl.SSLContext) -> ImapServer:
    server = ImapServer(user="luu@so-noi-vu.example", password="mat-khau", **line)
    server.folder = "Sent"
    return server


def _keeps(server: ImapServer, mime_id: str) -> None:
    server.put(f"Message-ID: <{mime_id}>\n\nx".encode(), came=CAME)


def _folder(
    server: ImapServer,
    *,
    scheme: str = "imap",
    password: str = "mat-khau",
    path: str = "Sent",
    more: str = "?mode=insecure",
) -> ImapFolder:
    given = f"{scheme}://luu%40so-noi-vu.example:{password}@127.0.0.1:{server.port}/{path}{more}"
    return ImapFolder(read_imap(given))


def test_a_letter_in_the_folder_is_found_and_another_is_not(imap: ImapServer):
    _keeps(imap, ID)

    assert {ID: FOUND_THERE} == _folder(imap).find([ID, OTHER])


def test_the_folder_is_only_read(imap: ImapServer):
    _folder(imap).find([ID])

    assert ["CAPABILITY", "LOGIN", "EXAMINE", "SEARCH", "LOGOUT"] == [
        said.split()[0] for said in imap.said
    ]


def test_a_folder_with_a_vietnamese_name_is_asked_for_as_imap_writes_it(imap: ImapServer):
    imap.folder = "Th&AbA- &AREA4w- g&Hu0-i"
    _keeps(imap, ID)

    assert [ID] == list(_folder(imap, path="Th%C6%B0%20%C4%91%C3%A3%20g%E1%BB%ADi").find([ID]))


@pytest.mark.parametrize(("scheme", "how"), [("imaps", "tls"), ("imap", "starttls")])
def test_over_tls_the_certificate_is_checked(
    scheme: str,
    how: str,
    server_tls: ssl.SSLContext,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    with _archive(**{how: server_tls}) as imap:
        _keeps(imap, ID)
        folder = _folder(imap, scheme=scheme, more="")
        with pytest.raises(ArchiveUnreachable, match="CERTIFICATE_VERIFY_FAILED"):
            folder.find([ID])
        assert not [one for one in imap.said if "mat-khau" in one]

        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert [ID] == list(folder.find([ID]))


def test_a_server_without_starttls_never_sees_the_password(imap: ImapServer):
    _keeps(imap, ID)

    with pytest.raises(ArchiveUnreachable, match="máy chủ không cho mã hóa đường truyền") as fault:
        _folder(imap, more="").find([ID])
    assert "imaps://" in str(fault.value)
    assert ["CAPABILITY", "LOGOUT"] == [said.split()[0] for said in imap.said]


@pytest.mark.parametrize(
    ("password", "folder", "why"),
    [
        ("sai", "Sent", "máy chủ không nhận tài khoản hoặc mật khẩu"),
        ("mat-khau", "Thu muc khac", "máy chủ trả lời lạ"),
    ],
)
def test_a_wrong_password_or_folder_is_said_without_the_password(
    imap: ImapServer, password: str, folder: str, why: str
):
    imap.folder = folder
    with pytest.raises(ArchiveUnreachable, match=why) as fault:
        _folder(imap, password=password).find([ID])

    assert "không đọc được hộp thư lưu 127.0.0.1, thư mục Sent" in str(fault.value)
    assert password not in str(fault.value)


def test_a_mail_log_tells_of_what_its_queue_took(tmp_path: Path):
    log = tmp_path / "mail.log"
    log.write_text(
        "Mar  1 08:00:01 mx postfix/cleanup[11]: 4F2A1: message-id=<" + ID + ">\n"
        "Mar  1 08:00:02 mx postfix/smtp[12]: 4F2A1: to=<a@b.example>, relay=mx.b.example,"
        " dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 77)\n",
        encoding="utf-8",
    )

    words = "Tìm thấy trong nhật ký máy chủ thư, 4F2A1: status=sent (250 2.0.0 Ok: queued as 77)"
    assert {ID: words} == MailLog(log).find([ID, OTHER])


def test_a_letter_broken_off_before_its_end_is_in_the_log_and_not_found(tmp_path: Path):
    """Postfix names the Message-ID when it reads the header: the letter may never be queued."""
    log = tmp_path / "mail.log"
    log.write_text(
        f"Mar  1 08:00:01 mx postfix/cleanup[11]: 4F2A1: message-id=<{ID}>\n"
        "Mar  1 08:00:02 mx postfix/smtpd[10]: lost connection after DATA (120 bytes)\n"
        f"Mar  1 08:09:01 mx postfix/cleanup[11]: 4F2A1: message-id=<{OTHER}>\n"
        "Mar  1 08:09:02 mx postfix/qmgr[9]: 4F2A1: from=<d@x.example>, nrcpt=1 (queue active)\n",
        encoding="utf-8",
    )

    assert [OTHER] == list(MailLog(log).find([ID, OTHER]))


def test_the_log_rotated_away_last_is_read_too(tmp_path: Path):
    (tmp_path / "mail.log.1").write_text(
        f"Mar  1 23:59:59 mx postfix/cleanup[11]: 4F2A1: message-id=<{ID}>\n", encoding="utf-8"
    )
    log = tmp_path / "mail.log"
    log.write_text("Mar  2 00:00:01 mx postfix/smtp[12]: 4F2A1: to=<a@b>, status=sent (250 Ok)\n")

    assert [ID] == list(MailLog(log).find([ID]))


def test_a_log_that_is_not_there_is_said(tmp_path: Path):
    settings = load_settings(archive_url=str(tmp_path / "khong-co.log"))

    with pytest.raises(Refused, match=r"DONDOC_ARCHIVE_URL.*không đọc được nhật ký"):
        check_archive(settings)


@pytest.mark.parametrize("given", ["mail.log", "imaps://may.example/Sent", "pop3://a:b@c.example"])
def test_an_archive_that_is_neither_is_refused_without_being_shown(given: str):
    with pytest.raises(Refused) as refusal:
        load_settings(archive_url=given)

    assert "DONDOC_ARCHIVE_URL «(không hiện)»" in str(refusal.value)
    assert "imaps://tài-khoản:mật-khẩu@máy/Sent" in str(refusal.value)


def test_an_archive_elsewhere_on_a_line_in_clear_is_refused_without_being_shown():
    with pytest.raises(
        Refused, match=r"DONDOC_ARCHIVE_URL.*mode=insecure.*trên chính máy này"
    ) as refusal:
        load_settings(archive_url="imap://luu:mat-khau@thu.example/Sent?mode=insecure")

    assert "mat-khau" not in str(refusal.value)
