"""`dondoc contacts` and `dondoc accounts`: a dry run first, then all or nothing."""

from __future__ import annotations

import pytest

NOW = ("--now", "01/03/2027 07:30")
FILE = """\
đơn vị,đầu mối,địa chỉ
so-tai-chinh,Nguyễn Thị Mai,mai@stc.tuyenquang.gov.vn
so-y-te,,van-thu@so-y-te.example
"""


def test_nothing_is_written_before_apply(run, write):
    done = run("contacts", "import", write("c.csv", FILE), *NOW)

    odd = "không thuộc tên miền .gov.vn; hãy xem lại nếu không phải chủ ý"
    assert [
        f"! dòng 3, cột địa chỉ «van-thu@so-y-te.example»: {odd}",
        "+ Sở Tài chính · đầu mối · mai@stc.tuyenquang.gov.vn",
        "+ Sở Y tế · đầu mối · van-thu@so-y-te.example",
        "2 đầu mối thêm mới, 0 thay đổi, 0 giữ nguyên; 0 đầu mối khác trong sổ không đụng tới.",
        "Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi.",
    ] == done.lines
    assert [] == run("contacts", "list", "--json").json


def test_apply_writes_and_the_same_file_again_changes_nothing(run, write):
    file = write("c.csv", FILE)

    assert "Đã ghi vào sổ." == run("contacts", "import", file, "--apply", *NOW).lines[-1]
    assert "Không có gì phải ghi." == run("contacts", "import", file, "--apply", *NOW).lines[-1]
    kept = run("contacts", "list", "--json").json
    assert [("so-tai-chinh", "Nguyễn Thị Mai"), ("so-y-te", None)] == [
        (one["unit_code"], one["person"]) for one in kept
    ]


def test_a_changed_cell_is_shown_before_and_after(peopled, write):
    changed = "đơn vị,điện thoại,địa chỉ\nso-y-te,0208,van-thu@so-y-te.example\n"

    done = peopled("contacts", "import", write("c.csv", changed), *NOW)

    contact = "Sở Y tế · đầu mối · van-thu@so-y-te.example"
    assert f"~ {contact}: điện thoại trống thành «0208»" in done.lines
    counted = "0 đầu mối thêm mới, 1 thay đổi, 0 giữ nguyên; 2 đầu mối khác trong sổ"
    assert f"{counted} không đụng tới." in done.lines


def test_one_wrong_row_and_nothing_is_written(run, write):
    file = write("c.csv", FILE + "Sở Tài chánh,,abc\n")

    done = run("contacts", "import", file, "--apply", *NOW)

    assert 2 == done.code
    assert [
        "dòng 4, cột đơn vị «Sở Tài chánh»: không có đơn vị nào tên như vậy; có phải Sở Tài chính?",
        "dòng 4, cột địa chỉ «abc»: không phải địa chỉ thư; hãy ghi như ten@tuyenquang.gov.vn",
    ] == done.problems
    assert [f"{file}: chưa ghi gì, có 2 chỗ phải sửa."] == done.lines
    assert [] == run("contacts", "list", "--json").json


def test_units_are_those_of_the_day_asked_for(run, write):
    file = write("c.csv", "đơn vị,địa chỉ\nUBND huyện Na Hang,a@nahang.gov.vn\n")

    assert 2 == run("contacts", "import", file, *NOW).code
    assert 0 == run("contacts", "import", file, "--on", "01/03/2021", *NOW).code


def test_sample_addresses_are_no_warning_in_the_demo(run, write, monkeypatch):
    monkeypatch.setenv("DONDOC_DEMO", "true")

    assert "!" not in run("contacts", "import", write("c.csv", FILE), *NOW).out


@pytest.mark.parametrize("kind", ["contacts", "accounts"])
def test_the_template_can_be_imported(kind, run, write):
    template = run(kind, "template").out

    done = run(kind, "import", write("mau.csv", template), "--apply", *NOW)

    assert (0, "Đã ghi vào sổ.") == (done.code, done.lines[-1])


def test_a_missing_file_is_refused(run):
    done = run("contacts", "import", "khong-co.csv")

    assert ["Tệp «khong-co.csv»: không đọc được tệp này; hãy xem lại đường dẫn"] == done.problems


def test_a_unit_lists_its_contacts_alone(peopled):
    done = peopled("contacts", "list", "--unit", "stc", "--json")

    assert {"so-tai-chinh"} == {one["unit_code"] for one in done.json}
    assert "3 đầu mối" == peopled("contacts", "list").lines[-1]


def test_a_contact_is_put_out_of_use_and_back(peopled):
    peopled("contacts", "disable", "2", "--reason", "hộp thư đầy", *NOW)
    assert "ngừng dùng lúc 07:30 ngày 01/03/2027: hộp thư đầy" in peopled("contacts", "list").out

    peopled("contacts", "enable", "2", *NOW)
    assert "ngừng dùng" not in peopled("contacts", "list").out
    assert 2 == peopled("contacts", "enable", "99").code


def test_accounts_are_listed_with_their_duties(peopled):
    officer = peopled("accounts", "list", "--json").json[0]

    duties = "III.1.1.c,III.1.2.a3.2,III.1.6.b,III.1.2.b2,III.1.5.a"
    assert ("ha@so-noi-vu.example", "officer", duties) == (
        officer["address"],
        officer["role"],
        officer["duties"],
    )
    assert "Phạm Thị Hà" in peopled("accounts", "list").out


def test_a_sign_in_link_is_printed_once_for_an_account(peopled):
    done = peopled("accounts", "link", "HA@so-noi-vu.example", *NOW)

    assert done.lines[0].startswith("http://127.0.0.1:8450/dang-nhap/")
    assert "Dùng một lần, cho Phạm Thị Hà, đến 08:00 ngày 01/03/2027." == done.lines[1]
    known = "ha@so-noi-vu.example, minh@so-noi-vu.example, xem@so-noi-vu.example"
    assert [f"Tài khoản «ai@x.vn»: không có tài khoản này; đang có: {known}"] == [
        line.removesuffix(", khac@so-tu-phap.example")
        for line in peopled("accounts", "link", "ai@x.vn").problems
    ]
