"""`dondoc index`: seen first, then kept; listed with source and day."""

from __future__ import annotations

import pytest

NOW = ("--now", "12/04/2027 09:00")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "766.csv"
    path.write_text('Năm,Quý,CKMB\n2027,1,"14,25"\n', encoding="utf-8")
    return str(path)


def test_it_is_shown_first_and_written_on_demand(run, table):
    line = ("index", "import", table, "--source", "Cổng DVCQG", *NOW)

    dry = run(*line)
    assert [
        "+ quý I/2027, UBND tỉnh Tuyên Quang: CKMB 14,25",
        "1 dòng thêm mới, 0 dòng thay đổi, 0 dòng giữ nguyên.",
        "Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi.",
    ] == dry.lines
    assert "Chưa nhập" in run("index", "list", "--year", "2027").out

    assert "Đã ghi vào sổ." == run(*line, "--apply").lines[-1]
    assert "Không có gì phải ghi." == run(*line, "--apply").lines[-1]
    assert [
        "Chỉ số 766 chính thức quý I/2027: CKMB 14,25 (nguồn: Cổng DVCQG, nhập ngày 12/04/2027)."
    ] == run("index", "list", "--year", "2027").lines


def test_a_wrong_line_is_refused_and_nothing_is_written(run, tmp_path):
    path = tmp_path / "sai.csv"
    path.write_text("Năm,Quý,CKMB\n2027,1,14\n2027,9,14\n", encoding="utf-8")

    done = run("index", "import", str(path), "--apply", *NOW)

    assert (2, ["dòng 3, cột Quý «9»: hãy ghi một số từ 1 đến 4, hoặc để trống"]) == (
        done.code,
        done.problems,
    )
