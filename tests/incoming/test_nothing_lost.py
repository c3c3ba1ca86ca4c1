"""No mail is lost and none counts twice, whatever breaks and however many read at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from dondoc.incoming.store import keep_mail, raw_path
from dondoc.mailbox.folder_source import FolderSource
from models.database import transaction
from models.kinds import IncomingOutcome
from tests.support.mailroom import NOON, SAID


def _keep_only(room) -> None:
    """A process that died after the raw mail was kept, before it was decided."""
    with transaction(room.engine) as session:
        for mail in FolderSource(room.folder).fetch({}):
            keep_mail(session, room.settings.mail_dir, mail, now=NOON)


def test_readers_at_the_same_time_record_one_answer(room):
    for number in range(4):
        room.put(room.letter(f"Số {number + 1}/BC-STC ngày 15/3/2027"))
    with ThreadPoolExecutor(3) as readers:
        list(readers.map(lambda _: room.read_mail(), range(3)))

    numbers = sorted(one.document_number for one in room.submissions())
    assert ["1/BC-STC", "2/BC-STC", "3/BC-STC", "4/BC-STC"] == numbers
    assert 4 == len(room.incoming())


def test_what_a_dead_process_kept_is_decided_by_the_next_reading(room):
    room.put(room.letter())
    _keep_only(room)
    assert [] == room.submissions()

    room.read_mail()
    assert (1, 1) == (len(room.submissions()), len(room.incoming()))


def test_the_raw_mail_is_kept_byte_for_byte(quick_room):
    raw = quick_room.letter(SAID).as_bytes()
    quick_room.take(raw)

    path = raw_path(quick_room.settings.mail_dir, quick_room.last.sha256)
    assert raw == path.read_bytes()


def test_a_mail_that_cannot_be_decided_waits_and_stops_no_other(quick_room, caplog):
    quick_room.put(quick_room.letter(SAID))
    _keep_only(quick_room)
    raw_path(quick_room.settings.mail_dir, quick_room.last.sha256).unlink()
    for path in quick_room.folder.glob("*.eml"):
        path.unlink()
    quick_room.take(quick_room.letter("Số 13/BC-STC ngày 15/3/2027"))

    broken, good = quick_room.incoming()
    assert (IncomingOutcome.HELD, IncomingOutcome.RECORDED) == (broken.outcome, good.outcome)
    assert broken.reason.startswith("Không còn tệp thư gốc của thư này")


def test_garbage_is_kept_and_never_stops_the_reading(room):
    for raw in (
        b"",
        b"\x00\xff\xfe" * 50,
        b"From: =?utf-8?b?!!!?=\nTo: <<<>\nSubject: =?x-la?q?=FF?=\n\n\xff",
        b"From: a\x00@b.example\nSubject: \x00\xe1\xbb\nMessage-ID: <\x00@x>\n\n\x00 12/BC-STC",
        b"Content-Type: multipart/mixed; boundary=\n\n--\n",
        b"Content-Type: multipart/report; report-type=delivery-status\n\nkhong co phan nao",
        b'Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset="\'"\n\n%%%',
    ):
        room.put(raw)
    result = room.take(room.letter())

    assert "" == result.fault
    assert 8 == len(room.incoming())
    assert 1 == len(room.submissions())
