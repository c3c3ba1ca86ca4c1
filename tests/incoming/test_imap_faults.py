"""A mailbox that cannot be read is said, without its password, and stops nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from dondoc.clock import at
from dondoc.incoming.store import keep_mail
from dondoc.mailbox.imap_source import ImapSource
from dondoc.mailbox.mailbox_address import read_where
from models.database import transaction

pytestmark = pytest.mark.one_database

CAME = at(date(2027, 3, 15), 9, 10)


@pytest.mark.parametrize(
    ("password", "folder", "said"),
    [
        ("sai", "INBOX", "máy chủ không nhận tài khoản hoặc mật khẩu"),
        ("bi-mat", "KHONG-CO", "máy chủ trả lời lạ"),
    ],
)
def test_what_the_server_does_not_take_is_said_without_the_password(
    password, folder, said, imap_room, server
):
    imap_room.read_from(server, password, folder)
    fault = imap_room.read_mail().fault

    assert said in fault
    assert "bi-mat" not in fault


def test_nobody_there_is_said_and_what_was_kept_is_still_decided(imap_room, server):
    server.put(imap_room.letter().as_bytes(), came=CAME)
    where = read_where(imap_room.settings.incoming_url.get_secret_value())
    with transaction(imap_room.engine) as session:
        for mail in ImapSource(where).fetch({}):
            keep_mail(session, imap_room.settings.mail_dir, mail, now=CAME)
    server.stop()

    assert "không đọc được hộp thư đến" in imap_room.read_mail().sentence()
    assert 1 == len(imap_room.submissions())


def test_a_mail_that_the_server_does_not_give_out_holds_back_none_and_is_not_passed_over(
    imap_room, server
):
    for number in (1, 2, 3):
        text = f"Số {number}/BC-STC ngày 15/3/2027"
        server.put(imap_room.letter(text).as_bytes(), came=CAME)
    server.busy = {2}
    assert "máy chủ không đưa thư số 2" in imap_room.read_mail().fault
    assert ["1/BC-STC", "3/BC-STC"] == _numbers(imap_room)
    assert (2, 0) == (len(imap_room.incoming()), imap_room.read_mail().mails)

    server.busy = set()
    assert "" == imap_room.read_mail().fault
    assert ["1/BC-STC", "3/BC-STC", "2/BC-STC"] == _numbers(imap_room)
    server.put(imap_room.letter("Số 4/BC-STC ngày 15/3/2027").as_bytes(), came=CAME)
    assert 1 == imap_room.read_mail().mails


def _numbers(room) -> list[str | None]:
    return [one.document_number for one in room.submissions()]
