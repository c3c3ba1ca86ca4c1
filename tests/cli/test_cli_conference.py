"""`dondoc conference`: planned, shown, invited, moved after a look, answered, called off."""

from __future__ import annotations

from tests.cli.conftest import Run

NOW = ("--now", "01/03/2027 09:00")
AS = ("--as", "minh@so-noi-vu.example")
CODE = "hoi-nghi-2027"
PLAN = (
    *("conference", "plan", "--year", "2027", "--title", "Hội nghị hướng dẫn chấm điểm"),
    *("--chair", "Giám đốc Sở Nội vụ", "--on", "02/04/2027", "--from", "8h00", "--to", "11h30"),
    *("--place", "Hội trường Sở Nội vụ", "--units", "Sở Tài chính; Sở Y tế", *AS, *NOW),
)


def test_planned_shown_and_invited(opened: Run) -> None:
    assert 0 == opened(*PLAN).code
    shown = opened("conference", "show", CODE, *NOW).out
    assert "08:00–11:30 thứ Sáu, 02/04/2027, Hội trường Sở Nội vụ" in shown
    assert "mặc định, chưa xác nhận" in shown

    invited = opened("conference", "invite", CODE, *AS, *NOW)

    assert (0, True) == (invited.code, "Đã mời 2 đơn vị, trả lời đến hết 26/03/2027" in invited.out)
    assert "0/2 trả lời" in opened("conference", "list", *NOW).out


def test_a_move_is_looked_at_before_it_is_told(opened: Run) -> None:
    opened(*PLAN)
    opened("conference", "invite", CODE, *AS, *NOW)
    move = ("conference", "move", CODE, "--on", "09/04/2027", *AS, *NOW)

    looked = opened(*move)
    assert "Sẽ nhận thư: 2 đơn vị (Sở Tài chính, Sở Y tế)" in looked.out
    assert "02/04/2027" in opened("conference", "show", CODE, *NOW).out.splitlines()[1]
    assert (2, True) == _refused(opened(*move, "--apply"), "hãy ghi lý do")

    assert 0 == opened(*move, "--apply", "--reason", "Chủ trì bận").code
    assert "09/04/2027" in opened("conference", "show", CODE, *NOW).out.splitlines()[1]


def test_an_answer_by_telephone_with_who_comes(opened: Run) -> None:
    opened(*PLAN)
    opened("conference", "invite", CODE, *AS, *NOW)
    answer = ("conference", "answer", CODE, "--unit", "so-y-te", "--answer", "comes", *AS, *NOW)

    assert (2, True) == _refused(opened(*answer), "ít nhất một người")
    done = opened(*answer, "--delegate", "Nguyễn Văn An; Trưởng phòng; 0207 300 0001")

    assert (0, True) == (done.code, "mã biên nhận BN-2027-" in done.out)
    assert "1 đã trả lời: 1 dự" in opened("conference", "show", CODE, *NOW).out


def test_called_off_it_is_at_its_end(opened: Run) -> None:
    opened(*PLAN)
    cancel = ("conference", "cancel", CODE, "--reason", "Chưa có hướng dẫn", *AS, *NOW)

    assert "báo 0 đơn vị" in opened(*cancel).out
    assert (2, True) == _refused(opened(*cancel), "đã hủy")
    assert "Đã hủy: Chưa có hướng dẫn." in opened("conference", "show", CODE, *NOW).out


def _refused(done: object, words: str) -> tuple[int, bool]:
    return done.code, words in done.err  # type: ignore[attr-defined]


EXPORT = "Điểm tự chấm;Đơn vị;Tự chấm\n84,25;Sở Y tế;đã\n"


def test_an_export_is_looked_at_before_it_is_kept(opened: Run, write) -> None:
    file = write("ket-xuat.csv", EXPORT)
    scores = ("conference", "scores", file, "--year", "2026", *AS, *NOW)

    looked = opened(*scores)
    assert "+ Sở Y tế: đã tự chấm điểm, tự chấm 84,25 điểm" in looked.out
    assert "1 đơn vị có ghi đã tự chấm điểm mà chưa có việc ấy trong sổ (Sở Y tế)" in looked.out
    assert "Chạy lại với --apply để ghi." in looked.out

    assert "Đã ghi vào sổ." in opened(*scores, "--apply").out
    assert "Không có gì phải ghi." in opened(*scores, "--apply").out


def test_a_wrong_row_keeps_the_whole_export_out(opened: Run, write) -> None:
    file = write("ket-xuat.csv", EXPORT + "85;Sở Không Có;đã\n")

    done = opened("conference", "scores", file, "--year", "2026", "--apply", *AS, *NOW)

    assert (2, True) == _refused(done, "dòng 3, cột Đơn vị")
    assert f"{file}: chưa ghi gì, có 1 chỗ phải sửa." in done.out


def test_its_answers_delegates_and_accounts_are_written_as_files(opened: Run, tmp_path) -> None:
    opened(*PLAN)
    opened("conference", "invite", CODE, *AS, *NOW)
    person = ("--delegate", "Trần Văn Minh; Phó Giám đốc; 0207 300 0009")
    yes = ("conference", "answer", CODE, "--unit", "so-y-te", "--answer", "comes", *person)
    opened(*yes, *AS, *NOW)
    logins = tmp_path / "tai-khoan.csv"
    logins.write_text("Đơn vị,Tài khoản\nSở Y tế,syt01\n", encoding="utf-8")
    enter = ("conference", "enter-accounts", CODE, str(logins), *AS, *NOW)
    looked = opened(*enter).out
    opened(*enter, "--apply")
    handed = opened("conference", "hand-out", CODE, *AS, *NOW).out
    found = {}
    for view in ("conference", "delegates", "accounts", "questions", "tasks"):
        file = tmp_path / f"{view}.csv"
        done = opened("export", view, "--conference", CODE, "--out", str(file), *NOW)
        assert 0 == done.code, done.err
        found[view] = file.read_text("utf-8-sig")
    for year in ("2026", "2027"):
        file = tmp_path / f"{year}.csv"
        opened("export", "conferences", "--year", year, "--out", str(file), *NOW)
        found[year] = file.read_text("utf-8-sig")
    unknown = opened("export", "delegates", "--out", str(tmp_path / "x.csv"), *NOW)
    pack = opened("evidence", "conference", CODE, "--out", str(tmp_path / "goi.zip"), *NOW)

    assert "1 tài khoản mới, 0 sửa, 0 như cũ." in looked
    assert "chưa ghi gì" in looked
    assert "Đã giao 1 tài khoản." in handed
    assert "dự, 1 đại biểu" in found["conference"]
    assert "Trần Văn Minh" in found["delegates"]
    assert "Trần Văn Minh" not in found["conference"]
    assert "syt01" in found["accounts"]
    assert "Câu trả lời" in found["questions"]
    assert "Nhiệm vụ" in found["tasks"]
    assert (False, True) == (CODE in found["2026"], CODE in found["2027"])
    assert 2 == unknown.code
    assert "hãy ghi một trong: " + CODE in unknown.err
    assert "Không có trong hồ sơ: Chưa có: ảnh." in pack.out
