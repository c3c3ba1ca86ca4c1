"""A letter after an answer: a correction keeps the rest, a repetition is none, a return is anew."""

from __future__ import annotations

from datetime import date

from sqlmodel import select

from dondoc.clock import at
from dondoc.decisions.decide import decide
from dondoc.decisions.ruling import Ruling
from dondoc.submissions.evidence import Given
from dondoc.submissions.files import store
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Account, Figure, File
from models.kinds import DecisionKind, IncomingOutcome, Way
from tests.support.mailroom import NOON, PDF, SAID

EARLIER = at(date(2027, 3, 15), 9)
FIGURES = {"tin_bai": "12", "hoi_nghi": "3", "an_pham": "0", "luot_nguoi": "1.250"}


def _hand_in(room) -> None:
    """The whole report, on the unit's own page."""
    file = store(room.settings.files_dir, "bao-cao.pdf", PDF)
    room.change(
        lambda session: record_submission(
            session,
            room.rulebook,
            assignment_id=room.assignment("so-tai-chinh"),
            given=Given(
                document_number="11/BC-STC",
                document_on="14/03/2027",
                signer="Nguyễn Văn An",
                figures=FIGURES,
            ),
            source=SubmissionSource("contact:1", Way.LINK, received_at=EARLIER),
            now=EARLIER,
            files=[file],
        )
    )


def _figures(session) -> list[Figure]:
    return list(session.exec(select(Figure)))


def _return(room) -> None:
    def _decide(session):
        decide(
            session,
            room.rulebook,
            assignment_id=room.assignment("so-tai-chinh"),
            account=session.get_one(Account, 1),
            ruling=Ruling(DecisionKind.RETURNED, "Thiếu số liệu."),
            now=NOON,
        )

    room.change(_decide)


def test_a_corrected_number_keeps_signer_figures_and_file(room):
    _hand_in(room)
    room.take(room.letter())

    last = room.submissions()[-1]
    assert ("12/BC-STC", "Nguyễn Văn An") == (last.document_number, last.signer)
    figures = {f.indicator: f.value for f in room.read(_figures) if f.submission_id == last.id}
    assert {"tin_bai": 12, "hoi_nghi": 3, "an_pham": 0, "luot_nguoi": 1250} == figures
    assert ["bao-cao.pdf"] == [f.name for f in room.rows(File) if f.submission_id == last.id]
    assert "Ghi theo thư; chỗ thư không nói thì giữ như lần gửi trước." in last.flags


def test_the_same_number_again_is_a_repetition_unless_it_brings_a_file(room):
    room.take(room.letter())
    room.take(room.letter())
    assert (1, IncomingOutcome.NOTED) == (len(room.submissions()), room.last.outcome)

    mail = room.letter()
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="a.pdf")
    room.take(mail)
    assert (2, IncomingOutcome.RECORDED) == (len(room.submissions()), room.last.outcome)

    again = room.letter()
    again.add_attachment(PDF, maintype="application", subtype="pdf", filename="a.pdf")
    room.take(again)
    assert 2 == len(room.submissions())


def test_after_a_return_the_same_number_is_an_answer_and_nothing_old_is_carried(room):
    _hand_in(room)
    _return(room)
    later = at(date(2027, 3, 16), 9)
    room.put(room.letter("Đã bổ sung, số 11/BC-STC ngày 14/3/2027"), came=later)
    room.read_mail(later)

    last = room.submissions()[-1]
    assert (2, "11/BC-STC", None) == (last.version, last.document_number, last.signer)
    assert "Trả lời bằng thư, chưa có: người ký, số liệu." in last.flags


def test_what_is_accepted_is_not_changed_by_a_letter(room):
    _hand_in(room)

    def _accept(session):
        decide(
            session,
            room.rulebook,
            assignment_id=room.assignment("so-tai-chinh"),
            account=session.get_one(Account, 1),
            ruling=Ruling(DecisionKind.ACCEPTED),
            now=EARLIER,
        )

    room.change(_accept)
    room.take(room.letter(SAID))

    assert (1, IncomingOutcome.HELD) == (len(room.submissions()), room.last.outcome)
