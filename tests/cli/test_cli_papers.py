"""`dondoc papers make|list|issue|withdraw`: an officer's papers at the machine."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import OPENED, Run

ROUND = ("--duty", "bao-cao-dinh-ky", "--period", "2027-Q1")
HA = ("--as", "ha@so-noi-vu.example")
LATE, NEXT = "18/03/2027 08:00", "18/03/2027 09:00"


def test_a_list_is_drafted_issued_and_kept(peopled: Run, tmp_path: Path):
    peopled("rounds", "open", "--duty", "bao-cao-dinh-ky", "--now", OPENED)
    out = str(tmp_path / "ra")
    make = ("papers", "make", "--kind", "danh-sach", *ROUND)
    made = peopled(*make, "--out", out, *HA, "--now", LATE)

    assert "Danh sách đúng hạn, chậm, chưa gửi: báo cáo tuyên truyền CCHC, quý I/2027: bản 1" in (
        made.out
    )
    assert ["danh-sach-bao-cao-dinh-ky-2027-q1.docx"] == [one.name for one in Path(out).iterdir()]
    again = peopled(*make, *HA, "--now", NEXT)
    assert "không có gì đổi nên không có bản mới" in again.out

    under = ("--number", "07/DS-SNV", "--on", "18/03/2027")
    issued = peopled("papers", "issue", "1", *under, *HA, "--now", NEXT)
    assert "bản 1, số 07/DS-SNV ngày 18/03/2027." in issued.out
    assert "số 07/DS-SNV ngày 18/03/2027" in peopled("papers", "list").out
    taken_back = peopled("papers", "withdraw", "1", "--reason", "nhầm", *HA, "--now", NEXT)
    assert 2 == taken_back.code
    assert "đã phát hành, số 07/DS-SNV" in taken_back.err


def test_a_draft_is_withdrawn_with_its_reason(peopled: Run):
    peopled("rounds", "open", "--duty", "bao-cao-dinh-ky", "--now", OPENED)
    peopled("papers", "make", "--kind", "danh-sach", *ROUND, *HA, "--now", LATE)

    assert (
        0 == peopled("papers", "withdraw", "1", "--reason", "Soạn nhầm kỳ", *HA, "--now", NEXT).code
    )
    assert "đã rút: Soạn nhầm kỳ" in peopled("papers", "list").out


def test_who_may_not_and_what_there_is_not_is_refused_in_words(peopled: Run):
    peopled("rounds", "open", "--duty", "bao-cao-dinh-ky", "--now", OPENED)
    make = ("papers", "make", "--kind", "danh-sach", *ROUND)

    other = peopled(*make, "--as", "khac@so-tu-phap.example", "--now", LATE)
    assert (2, True) == (other.code, "được soạn, viết lời, phát hành văn bản" in other.err)
    nobody = peopled("papers", "make", "--kind", "don-doc", *ROUND, *HA, "--now", OPENED)
    assert (2, True) == (nobody.code, "không có đơn vị nào để đôn đốc" in nobody.err)
    gone = peopled("papers", "withdraw", "9", "--reason", "x", *HA, "--now", LATE)
    assert (2, True) == (gone.code, "không có văn bản này" in gone.err)
    assert "Chưa có văn bản nào." in peopled("papers", "list").out
