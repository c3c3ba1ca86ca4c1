"""Files and questions of a conference on the board: put up, owned, answered, sent to the absent."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import date

import httpx
import pytest

from dondoc.clock import at
from dondoc.conference.find_conference import find_conference
from dondoc.conference.questions import ask_question
from dondoc.ledger.actors import Actor
from models import (
    Assignment,
    Audit,
    ConferenceFile,
    ConferenceQuestion,
    ConferenceTask,
    Invitee,
    Notice,
)
from models.database import transaction
from models.kinds import NoticeKind
from tests.support.cast import Cast
from tests.support.conference_hall import CODE, PLANNED, Hall
from tests.support.desk import Desk
from tests.support.portal import Portal

HOME = f"/bang/hoi-nghi/{CODE}"
LOOKED, AFTER = at(date(2026, 11, 9), 9), at(date(2026, 11, 30), 9)
PDF = b"%PDF-1.4 huong dan"


@pytest.fixture
def board(portal: Portal, sqlite_cast: Cast) -> Desk:
    """Three units invited, of whom Sở Tài chính comes; Sở Y tế has asked a question."""
    portal.now = PLANNED
    hall = Hall(portal.engine, portal.rulebook)
    hall.plan()
    hall.invite()
    hall.answer(at(date(2026, 11, 5), 9), "so-tai-chinh", "comes", "Lê Thị An")
    with transaction(portal.engine) as session:
        conference = find_conference(session, CODE, hold=True)
        ask_question(
            session, conference, "so-y-te", "Chấm thế nào?", by=Actor("contact:1"), now=PLANNED
        )
        sqlite_cast.officer.duties = ""
        session.merge(sqlite_cast.officer)
    found = Desk(portal, sqlite_cast.officer)
    found.at(LOOKED)
    return found


def put_up(board: Desk, content: bytes = PDF, **form: str) -> httpx.Response:
    token = re.search(r'name="form_token" value="([^"]+)"', board.get(f"{HOME}/tai-lieu"))
    assert token
    data = {"form_token": token[1], "kind": "guidance", "name": "Hướng dẫn", **form}
    files = {"file": ("h.pdf", content, "application/pdf")} if content else None
    return board.client.post(f"{HOME}/tai-lieu/dang", data=data, files=files)


def written(board: Desk, path: str) -> list[list[str]]:
    """The page's file, line by line."""
    text = board.client.get(path, params={"tai": "csv"}).content.decode("utf-8-sig")
    return [line for line in csv.reader(io.StringIO(text), delimiter=";") if line]


def told(board: Desk, kind: NoticeKind) -> int:
    return len([one for one in board.portal.rows(Notice) if one.kind == kind.value])


def test_a_version_is_put_up_and_told_to_who_comes(board: Desk) -> None:
    first, same = put_up(board), put_up(board)
    second = put_up(board, PDF + b" 2")
    rows = board.portal.rows(ConferenceFile)
    text = board.portal.page(f"{HOME}/tai-lieu").text

    assert ["bao=1", "bao=0", "bao=1"] == [
        one.headers["location"].rpartition("?")[2] for one in (first, same, second)
    ]
    assert [1, 2] == [one.version for one in rows]
    assert "Hướng dẫn, bản 2" in text
    assert PDF == board.client.get(f"{HOME}/tai-lieu/{rows[0].id}").content


def test_what_is_wrong_with_a_file_is_said_and_nothing_is_put_up(board: Desk) -> None:
    none, odd = put_up(board, b""), put_up(board, b"MZ exe")

    assert [422, 422] == [none.status_code, odd.status_code]
    assert "hãy kèm tệp, hoặc ghi đường dẫn" in none.text.lower()
    assert "không phải loại tệp được nhận" in odd.text.lower()
    assert [] == board.portal.rows(ConferenceFile)


def test_a_question_is_given_an_owner_and_answered_for_it(board: Desk) -> None:
    wrong = board.post(f"{HOME}/cau-hoi/1/giao", unit="Sở Không Có", due_on="")
    given = board.post(f"{HOME}/cau-hoi/1/giao", unit="Sở Tư pháp", due_on="")
    waiting = board.portal.page(f"{HOME}/cau-hoi").text
    answered = board.post(f"{HOME}/cau-hoi/1/tra-loi", text="Theo Thông tư.")
    row = board.portal.rows(ConferenceQuestion)[0]

    assert [422, 303, 303] == [one.status_code for one in (wrong, given, answered)]
    assert "1/1 câu chưa trả lời" in waiting
    assert "Sở Tư pháp, hạn thứ Sáu, 11/12/2026" in waiting
    assert ("so-tu-phap", "Theo Thông tư.") == (row.owner_code, row.answer)
    assert "0/1 câu chưa trả lời" in board.portal.page(f"{HOME}/cau-hoi").text
    _head, line = written(board, f"{HOME}/cau-hoi")
    who = ["1", "Sở Y tế", "Chấm thế nào?", "02/11/2026", "Sở Tư pháp", "11/12/2026"]
    assert [*who, "09/11/2026", "Theo Thông tư."] == [*line[:6], *line[7:]]
    assert 1 == told(board, NoticeKind.CONFERENCE_ANSWER)


def test_the_absent_are_sent_the_documents_after_the_day_once(board: Desk) -> None:
    early = board.post(f"{HOME}/tai-lieu/vang")
    board.at(AFTER)
    bare = board.post(f"{HOME}/tai-lieu/vang")
    put_up(board)
    sent = [board.post(f"{HOME}/tai-lieu/vang").headers["location"] for _ in range(2)]

    assert [422, 422] == [early.status_code, bare.status_code]
    assert ["vang=3", "vang=0"] == [one.rpartition("?")[2] for one in sent]
    asked = [one.reading_id for one in board.portal.rows(Invitee)]
    due = {one.due_on for one in board.portal.rows(Assignment) if one.id in asked}
    assert {date(2026, 12, 7)} == due


def test_who_does_not_organise_reads_neither(board: Desk, sqlite_cast: Cast) -> None:
    board.sign_in(sqlite_cast.viewer)

    for path in ("cau-hoi", "tai-lieu", "minh-chung"):
        assert 403 == board.client.get(f"{HOME}/{path}").status_code


def test_a_task_of_the_conclusions_is_each_bodys_assignment(board: Desk) -> None:
    board.at(AFTER)
    token = re.search(r'name="form_token" value="([^"]+)"', board.get(f"{HOME}/nhiem-vu"))
    assert token
    task = {"form_token": token[1], "number": "1", "text": "Rà soát tài liệu kiểm chứng"}
    wrong = board.client.post(f"{HOME}/nhiem-vu/dat", data={**task, "due_on": "16/12/2026"})
    assert 422 == wrong.status_code

    units = "Sở Y tế\nSở Tài chính"
    done = board.client.post(
        f"{HOME}/nhiem-vu/dat", data={**task, "due_on": "16/12/2026", "units": units}
    )

    assert 303 == done.status_code
    assert ["so-tai-chinh", "so-y-te"] == sorted(
        one.unit_code for one in board.portal.rows(ConferenceTask)
    )
    page = board.get(f"{HOME}/nhiem-vu")
    assert 2 == page.count("Rà soát tài liệu kiểm chứng")
    assert 2 == len(re.findall(r'class="standing is-\w+">.{0,60}chưa gửi', page))
    assert 'value="2"' in page
    _head, *lines = written(board, f"{HOME}/nhiem-vu")
    assert [["1", "Rà soát tài liệu kiểm chứng", "16/12/2026"]] * 2 == [
        [*one[:2], one[3]] for one in lines
    ]


def test_the_evidence_is_one_zip_and_what_is_missing_is_named(board: Desk) -> None:
    put_up(board)
    page = board.portal.page(f"{HOME}/minh-chung").text
    got = board.post(f"{HOME}/minh-chung")

    assert "1/8 thành phần; 1 tệp" in page
    assert "chưa có" in page
    assert (200, "application/zip") == (got.status_code, got.headers["content-type"])
    assert f"minh-chung-{CODE}.zip" in got.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(got.content)) as package:
        kept = json.loads(package.read("manifest.json"))
    assert "Chưa có: tin, bài." in kept["left_out"]
    assert "lập hồ sơ minh chứng" in [one.act for one in board.portal.rows(Audit)]


def test_a_document_is_withdrawn_with_its_reason_on_both_pages(board: Desk) -> None:
    put_up(board)
    bare = board.post(f"{HOME}/tai-lieu/1/rut", reason="")
    done = board.post(f"{HOME}/tai-lieu/1/rut", reason="Bản nháp.")
    [file] = board.portal.rows(ConferenceFile)

    assert [422, 303] == [bare.status_code, done.status_code]
    assert "rut=0" in done.headers["location"]  # its letter had not left
    assert "Bản nháp." == file.withdrawn_why
    assert "đã rút" in board.portal.page(f"{HOME}/tai-lieu").text
