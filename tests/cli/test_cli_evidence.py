"""`dondoc evidence`: a year packed at the machine, and verified by whoever it was handed to."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import col, select

from dondoc.settings import load_settings
from models import Audit
from models.database import engine_for, transaction
from tests.cli.conftest import Done, Run
from tests.support.evidence_year import contents, manifest_of, rewritten

NOW = ("--now", "20/03/2027 09:00")
REPORT = (
    *("--duty", "bao-cao-dinh-ky", "--period", "2027-Q1", "--unit", "STC"),
    *("--number", "12/BC-STC", "--date", "15/03/2027", "--signer", "Lê Văn An"),
    *("--figure", "tin_bai=12", "--figure", "hoi_nghi=3"),
    *("--figure", "an_pham=0", "--figure", "luot_nguoi=1.250"),
)


@pytest.fixture
def lived(opened: Run) -> Run:
    done = opened("submit", *REPORT, "--as", "ha@so-noi-vu.example", "--now", "15/03/2027 09:14")
    assert 0 == done.code
    return opened


def pack(run: Run, *more: str, of: tuple[str, ...] = ("--unit", "Sở Tài chính")) -> Done:
    return run("evidence", "pack", *of, "--year", "2027", "--out", "goi.zip", *NOW, *more)


def test_a_year_of_a_unit_is_packed_and_is_whole(lived: Run, tmp_path: Path) -> None:
    done = pack(lived)

    assert 0 == done.code
    said = "Đã ghi goi.zip: Sở Tài chính, năm 2027, số liệu đến 09:00 ngày 20/03/2027, lập bằng"
    assert done.lines[0].startswith(said)
    assert done.lines[1].startswith("1 việc, 1 lần nộp, 0 tệp, 0 quyết định và đề nghị, 1 thư")
    whole = lived("evidence", "verify", "goi.zip")
    assert (0, "Nguyên vẹn: 4 tệp đúng như bản kê.") == (whole.code, whole.lines[1])
    sealed = manifest_of((tmp_path / "goi.zip").read_bytes()).sha256
    assert [sealed] == [line.split()[-1] for line in whole.lines if "Mã băm" in line]


def test_the_audit_names_what_was_made_by_its_hash(lived: Run, tmp_path: Path) -> None:
    pack(lived)

    sealed = manifest_of((tmp_path / "goi.zip").read_bytes()).sha256
    with transaction(engine_for(load_settings().database), write=False) as session:
        act = session.exec(select(Audit).order_by(col(Audit.id).desc())).first()
    assert act is not None
    assert ("lập hồ sơ minh chứng", "unit:so-tai-chinh") == (act.act, act.target)
    assert act.detail.endswith(f"mã băm bản kê {sealed}")


def test_the_same_day_asked_for_twice_is_the_same_file(lived: Run, tmp_path: Path) -> None:
    pack(lived, "--as-of", "18/03/2027")
    first = (tmp_path / "goi.zip").read_bytes()
    (tmp_path / "goi.zip").unlink()
    pack(lived, "--as-of", "18/03/2027")

    assert first == (tmp_path / "goi.zip").read_bytes()


def test_a_year_of_a_duty_is_packed_too(lived: Run, tmp_path: Path) -> None:
    done = pack(lived, of=("--duty", "bao-cao-tong-hop"))

    assert 0 == done.code
    about = manifest_of((tmp_path / "goi.zip").read_bytes()).about
    assert ("duty", "III.1.2.a4") == (about.kind, about.code)


def test_what_was_tampered_with_is_named_and_ends_with_one(lived: Run, tmp_path: Path) -> None:
    pack(lived)
    file = tmp_path / "goi.zip"
    whole = file.read_bytes()
    life = next(name for name in contents(whole) if name.endswith("dien-bien.txt"))
    file.write_bytes(rewritten(whole, {life: b"khac", "them.txt": b"x"}))

    done = lived("evidence", "verify", "goi.zip")

    assert 1 == done.code
    assert [
        "Không còn nguyên vẹn, 2 điểm:",
        f"  bị đổi    {life}",
        "  thêm vào  them.txt",
    ] == done.lines[1:4]


def test_no_file_is_written_over(lived: Run, tmp_path: Path) -> None:
    (tmp_path / "goi.zip").write_text("của người khác")

    done = pack(lived)

    assert (2, ["--out «goi.zip»: đã có tệp này; hãy ghi tên khác"]) == (done.code, done.problems)
    assert "của người khác" == (tmp_path / "goi.zip").read_text()


def test_where_it_cannot_be_written_nothing_is_left_behind(lived: Run, tmp_path: Path) -> None:
    done = lived(
        *("evidence", "pack", "--unit", "STC", "--year", "2027", "--out", "khong/co/goi.zip", *NOW)
    )

    assert 2 == done.code
    assert "không ghi được tệp này" in done.err
    assert [] == list(tmp_path.rglob("*minh-chung*"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--unit", "Sở Không Có", "--year", "2027"), "không có đơn vị nào tên như vậy"),
        (("--unit", "Sở Tài chính", "--year", "2031"), "không có việc nào của năm này"),
        (("--duty", "bao-cao-dinh-ky", "--year", "2031"), "không có việc nào của năm 2031"),
        (("--duty", "khong-co", "--year", "2027"), "không có nhiệm vụ này trong Kế hoạch"),
        (("--year", "2027"), "--unit"),
        (("--unit", "STC", "--duty", "bao-cao-dinh-ky", "--year", "2027"), "không đi cùng"),
    ],
)
def test_what_cannot_be_packed_is_refused_in_a_sentence(
    lived: Run, given: tuple[str, ...], said: str
) -> None:
    done = lived("evidence", "pack", *given, "--out", "goi.zip", *NOW)

    assert 2 == done.code
    assert said in done.err


def test_what_is_no_pack_is_refused_in_a_sentence(bare: Run, write) -> None:
    done = bare("evidence", "verify", write("thu.zip", b"PK nothing"))

    assert (2, 1) == (done.code, len(done.problems))
    assert "không phải tệp zip đọc được" in done.err
