"""`dondoc settings`, `dondoc check`, `dondoc migrate`: the machine made ready."""

from __future__ import annotations

import pytest
from sqlalchemy import make_url, text

from models.database import engine_for, make_engine
from models.migrations.run import newest


def test_settings_are_listed_with_value_source_and_meaning(bare, monkeypatch, tmp_path):
    monkeypatch.setenv("DONDOC_TRIAL_ALLOW", "a@b.example, C@d.example")
    done = bare("settings")

    assert f"DONDOC_DATA_DIR = {tmp_path / 'data'}" in done.lines
    assert "    Thư mục dữ liệu; từ biến môi trường" in done.lines
    assert "DONDOC_TRIAL_ALLOW = a@b.example,c@d.example" in done.lines
    assert "DONDOC_SMTP_CONNECTIONS = 4" in done.lines
    assert "    Số kết nối thư song song; mặc định" in done.lines


def test_secrets_are_never_shown(bare, monkeypatch):
    secret = "mat-khau-bi-mat"
    monkeypatch.setenv("DONDOC_SECRET_KEY", secret)
    monkeypatch.setenv("DONDOC_SMTP_URL", f"mailtos://u:{secret}@smtp.example")
    monkeypatch.setenv("DONDOC_ALARM_URLS", f"ntfys://u:{secret}@ntfy.example/bao")
    monkeypatch.setenv("DONDOC_ARCHIVE_URL", f"imap://u:{secret}@127.0.0.1:9/Sent")
    monkeypatch.setenv("DONDOC_DATABASE_URL", f"postgresql+psycopg://u:{secret}@db/dondoc")

    for done in (bare("settings"), bare("settings", "--json"), bare("check")):
        assert secret not in done.out + done.err
    assert "DONDOC_DATABASE_URL = postgresql+psycopg://u:***@db/dondoc" in bare("settings").lines


def test_all_wrong_settings_are_named_and_the_list_is_still_there(bare, monkeypatch):
    monkeypatch.setenv("DONDOC_TRIAL", "có")
    monkeypatch.setenv("DONDOC_SMTP_CONNECTIONS", "0")
    monkeypatch.setenv("DONDOC_SMTP_PER_DAY", "-1")
    done = bare("settings")

    assert 2 == done.code
    assert ["DONDOC_SMTP_CONNECTIONS «0»", "DONDOC_SMTP_PER_DAY «-1»", "DONDOC_TRIAL «có»"] == (
        sorted(problem.partition(":")[0] for problem in done.problems)
    )
    assert "DONDOC_MAIL_DOMAIN" in done.lines


def test_a_settings_file_is_named_and_its_values_too(bare, monkeypatch, write):
    monkeypatch.setenv("DONDOC_SETTINGS", write("dondoc.env", "DONDOC_MAIL_DOMAIN=snv.example\n"))
    done = bare("settings")

    assert "DONDOC_MAIL_DOMAIN = snv.example" in done.lines
    assert "    Tên miền trong Message-ID; từ tệp thiết lập" in done.lines


def test_migrate_makes_the_ledger_and_again_changes_nothing(bare):
    said = f"Sổ theo dõi đã ở bản {newest()}, có 305 đơn vị."

    assert [said] == bare("migrate").lines
    assert [said] == bare("migrate").lines


def test_the_ledger_may_be_on_postgresql(bare, monkeypatch, postgresql_url):
    url = make_url(postgresql_url)
    with make_engine(postgresql_url).connect() as connection:
        own = connection.execution_options(isolation_level="AUTOCOMMIT")
        own.execute(text("CREATE DATABASE dong_lenh"))
    ours = url.set(database="dong_lenh").render_as_string(hide_password=False)
    monkeypatch.setenv("DONDOC_DATABASE_URL", ours)

    assert bare("status").err.endswith("chưa có sổ theo dõi; hãy chạy `dondoc migrate`\n")
    assert 0 == bare("migrate").code
    assert 0 == bare("rounds", "open", "--now", "01/03/2027 07:30").code
    assert "0/139 đã gửi" in bare("status", "--now", "02/03/2027 08:00").out


def test_a_ledger_newer_than_the_program_is_refused_in_one_sentence(run, tmp_path):
    engine = engine_for(f"sqlite:///{tmp_path / 'data' / 'dondoc.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_future'"))

    for command in ("migrate", "status"):
        done = run(command)
        assert (2, 1) == (done.code, len(done.problems))
        assert "sổ theo dõi đang ở bản 9999_future, mới hơn chương trình này" in done.err


@pytest.mark.parametrize("command", [("status",), ("contacts", "list"), ("serve",), ("dispatch",)])
def test_without_a_ledger_there_is_one_sentence_and_no_file(command, bare, tmp_path):
    done = bare(*command)

    assert (2, 1) == (done.code, len(done.problems))
    assert done.err.endswith("chưa có sổ theo dõi; hãy chạy `dondoc migrate`\n")
    assert not (tmp_path / "data").exists()


def test_check_says_what_is_in_order(run, monkeypatch):
    monkeypatch.setenv("DONDOC_TRIAL_ALLOW", "a@b.example")

    assert [
        "✓ thiết lập",
        "✓ thư mục dữ liệu",
        "✓ kế hoạch, đơn vị, vai trò, lịch nghỉ",
        "✓ sổ theo dõi",
        "✓ việc đang mở khớp với kế hoạch",
        "✓ địa chỉ máy chủ thư",
        "✓ địa chỉ báo quản trị",
        "· chế độ thử đang bật: chỉ gửi tới a@b.example",
        "· chưa đặt DONDOC_ALARM_URLS: khi kênh thư hỏng hoặc không gì chạy nữa, không ai được báo",
        (
            "· bản sao lưu nằm cùng ổ đĩa với sổ: hỏng ổ là mất cả hai; hãy đặt DONDOC_BACKUP_DIR"
            " ở ổ đĩa khác"
        ),
    ] == run("check").lines


def test_check_names_an_alarm_address_that_cannot_be_used_and_shows_no_password(run, monkeypatch):
    good = "mailtos://u:bi-mat@may-chu-khac.example:465?mode=ssl&to=quan-tri@noi-khac.example"
    monkeypatch.setenv("DONDOC_ALARM_URLS", f"{good} khong-co://u:bi-mat@x")
    done = run("check")

    assert 2 == done.code
    (problem,) = done.problems
    assert problem.startswith("DONDOC_ALARM_URLS «khong-co://…»: không có dịch vụ này")
    assert "bi-mat" not in done.out + done.err


def test_check_wants_another_way_for_the_alarm_than_the_mail_that_broke(run, monkeypatch):
    same = "mailtos://u:bi-mat@smtp.example:587?from=a@b.example&mode=starttls"
    monkeypatch.setenv("DONDOC_SMTP_URL", same)
    monkeypatch.setenv("DONDOC_ALARM_URLS", f"{same}&to=quan-tri@noi-khac.example")

    (problem,) = run("check").problems
    wanted = "cùng máy chủ và tài khoản với DONDOC_SMTP_URL; hãy ghi một đường khác"
    assert f"DONDOC_ALARM_URLS «mailtos://…»: {wanted}" == problem


def test_check_reads_the_archive_where_there_is_one(run, monkeypatch, write):
    monkeypatch.setenv("DONDOC_ARCHIVE_URL", write("mail.log", ""))
    assert "✓ nơi tra thư đã đi" in run("check").lines

    monkeypatch.setenv("DONDOC_ARCHIVE_URL", "/khong/co/mail.log")
    done = run("check")
    assert 2 == done.code
    assert "DONDOC_ARCHIVE_URL «(không hiện)»: không đọc được nhật ký máy chủ thư này" in done.err


def test_check_names_all_that_is_wrong_at_once(bare, monkeypatch, tmp_path):
    monkeypatch.setenv("DONDOC_SMTP_URL", "mailto://smtp.example?mode=zzz")
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", str(tmp_path / "khong-co"))
    done = bare("check")

    assert 2 == done.code
    fields = [problem.partition(" ")[0] for problem in done.problems]
    assert ["DONDOC_DATA_DIR", "DONDOC_DATABASE_URL", "DONDOC_SMTP_URL"] == [
        field for field in fields if field.startswith("DONDOC")
    ]
    assert any("khong-co" in field for field in fields)


@pytest.mark.parametrize(
    "url", ["nonsense", "foo://x", "postgresql+psycopg://u:bi-mat@127.0.0.1:1/x"]
)
def test_a_database_that_cannot_be_opened_is_one_sentence(url, bare, monkeypatch):
    monkeypatch.setenv("DONDOC_DATABASE_URL", url)
    done = bare("migrate")

    assert (2, 1) == (done.code, len(done.problems))
    assert done.err.startswith("DONDOC_DATABASE_URL «")
    assert "bi-mat" not in done.err


def test_a_folder_that_cannot_be_made_is_one_sentence(bare, monkeypatch, write):
    monkeypatch.setenv("DONDOC_DATA_DIR", f"{write('tep', 'x')}/data")

    wanted = "không tạo được thư mục này; hãy sửa quyền hoặc đường dẫn"
    assert [wanted] == [problem.partition(": ")[2] for problem in bare("migrate").problems]
