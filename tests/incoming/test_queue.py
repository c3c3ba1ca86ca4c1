"""What waits can be worked off: answers in front, strangers' mail apart; reading has a bound."""

from __future__ import annotations

import pytest

from dondoc.incoming.read_incoming import read_incoming
from models.kinds import IncomingOutcome
from tests.support.mailroom import NOON, PDF

OURS = "tra-loi@don-doc.example"


@pytest.mark.parametrize(
    "given",
    [
        {"text": "Kính gửi, báo cáo 15/BC-UBND."},
        {"text": "Xã Tân Trào xin hỏi.", "Subject": "Sở Tài chính"},
        {"text": "ok", "Subject": "TL: {subject}"},
        {"text": "ok", "In_Reply_To": "<{mime_id}>"},
    ],
)
def test_what_resembles_an_answer_stays_in_front(given, quick_room):
    message = quick_room.message()
    said = {
        key: value.format(subject=message.subject, mime_id=message.mime_id)
        for key, value in given.items()
    }
    quick_room.take(quick_room.letter(sender="ai@thu.example", to=OURS, **said))

    assert (IncomingOutcome.HELD, False) == (quick_room.last.outcome, quick_room.last.stranger)


def test_a_strangers_mail_that_resembles_none_lies_apart(quick_room):
    quick_room.take(
        quick_room.letter("Mời mua hàng.", sender="ai@thu.example", to=OURS, Subject="Khuyến mại")
    )

    assert (IncomingOutcome.HELD, True) == (quick_room.last.outcome, quick_room.last.stranger)
    assert [] == quick_room.answers()


@pytest.mark.parametrize("who", [{"sender": "van-thu@so-tai-chinh.example", "to": OURS}, {}])
def test_whom_we_know_or_who_holds_a_code_is_no_stranger(who, quick_room):
    quick_room.take(quick_room.letter("Chào.", Subject="Chào", **who))

    assert not quick_room.last.stranger


def test_a_reading_ends_at_its_bound_and_the_next_one_goes_on(quick_room):
    room = quick_room
    for number in range(5):
        room.put(room.letter(f"Số {number + 1}/BC-STC ngày 15/3/2027"))

    def read(most: int | None):
        return read_incoming(room.engine, room.settings, room.rulebook, NOON, most=most)

    first = read(2)
    assert (2, True, 2) == (first.mails, first.more, len(room.incoming()))
    rest = first.with_rest(read(None))
    assert (5, False) == (rest.mails, rest.more)
    assert 5 == len(room.submissions())


def test_half_a_file_is_never_recorded(quick_room):
    mail = quick_room.letter()
    mail.add_attachment(PDF * 50, maintype="application", subtype="pdf", filename="bc.pdf")
    raw = mail.as_bytes()
    quick_room.put(raw[: len(raw) // 2])
    quick_room.read_mail()
    assert [] == quick_room.incoming()

    quick_room.take(raw[: raw.rindex(b"\n", 0, len(raw) // 2) + 1])
    assert [] == quick_room.submissions()
    assert quick_room.last.reason.startswith("Thư bị cắt giữa chừng")
