"""Kept, understood, acted on: each step commits, and what fails in one waits there."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from dondoc.incoming.read_incoming import read_again
from dondoc.incoming.store import raw_path
from dondoc.problems import Refused
from models.database import is_gone
from models.kinds import IncomingOutcome, IncomingStep
from tests.support.mailroom import NOON, PDF

pytestmark = pytest.mark.one_database


def _again(room, *numbers: int):
    return read_again(room.engine, room.settings, room.rulebook, NOON, numbers=numbers)


def test_what_cannot_be_acted_on_waits_is_tried_again_and_holds_back_nothing(room, caplog):
    room.settings.files_dir.rmdir() if room.settings.files_dir.is_dir() else None
    room.settings.files_dir.parent.mkdir(parents=True, exist_ok=True)
    room.settings.files_dir.write_text("a file where the folder should be")
    broken = room.letter("Số 12/BC-STC ngày 15/3/2027")
    broken.add_attachment(PDF, maintype="application", subtype="pdf", filename="bc.pdf")
    room.put(broken)
    room.take(room.letter("Đã gửi."))

    stuck, other = room.incoming()
    assert (IncomingOutcome.HELD, IncomingStep.ACT) == (stuck.outcome, stuck.stuck_in)
    assert "Đã đọc thư nhưng chưa xử lý được; hãy xem bản gốc, hoặc thử đọc lại." == stuck.reason
    assert "Chưa thấy số, ký hiệu và ngày của văn bản." == other.reason

    room.settings.files_dir.unlink()
    assert "1 thư đến: 1 ghi thành kết quả" == _again(room).sentence()
    assert (None, IncomingOutcome.RECORDED) == (
        room.incoming()[0].stuck_in,
        room.incoming()[0].outcome,
    )
    assert "" == _again(room).sentence()


def test_a_lost_raw_mail_is_read_when_it_is_there_again(quick_room):
    room = quick_room
    raw = room.letter().as_bytes()
    room.take(raw)
    first = room.last
    path = raw_path(room.settings.mail_dir, first.sha256)

    def _lose(session):
        row = session.get_one(type(first), first.id)
        row.outcome, row.stuck_in = IncomingOutcome.HELD, IncomingStep.UNDERSTAND

    room.change(_lose)
    path.unlink()
    assert "1 thư đến: 1 chờ cán bộ xem" == _again(room, first.id).sentence()
    assert room.last.reason.startswith("Không còn tệp thư gốc của thư này")

    path.write_bytes(raw)
    _again(room, first.id)
    assert "Số 12/BC-STC đã có trong sổ từ trước." == room.last.reason


def test_only_what_is_stuck_can_be_tried_again(quick_room):
    quick_room.take(quick_room.letter())

    with pytest.raises(Refused, match="không bị kẹt"):
        _again(quick_room, quick_room.last.id)


def test_a_database_that_is_gone_is_told_from_a_mail_that_is_wrong(room):
    with room.engine.connect() as connection, pytest.raises(Exception) as wrong:
        connection.execute(text("SELECT nonsense FROM nowhere"))
    assert not is_gone(wrong.value)
    assert is_gone(OperationalError("x", {}, ConnectionError(), connection_invalidated=True))


def test_a_mail_that_was_understood_before_the_process_died_is_acted_on(quick_room):
    room = quick_room
    room.take(room.letter("Đã gửi."))

    def _back(session):
        session.get_one(type(room.last), room.last.id).outcome = IncomingOutcome.UNDERSTOOD

    room.change(_back)
    room.read_mail()
    assert IncomingOutcome.HELD is room.last.outcome
