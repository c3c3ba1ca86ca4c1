"""`dondoc procedures` and `dondoc sources`: a dry run first, then all or nothing."""

from __future__ import annotations

NOW = ("--now", "01/03/2027 09:00")
LIST = (
    "Mã TTHC,Tên TTHC,Phí,Đơn vị\n"
    "1.900001,Cấp mẫu một,100 đồng,so-y-te\n"
    "1.90002,Cấp mẫu hai,200 đồng,so-y-te\n"
)
SOURCES = "đơn vị,nơi công khai,địa chỉ\nso-y-te,trang của đơn vị,https://so-y-te.example/tthc\n"
DECISION = (
    *("--decision", "12/QĐ-UBND", "--signed", "22/02/2027", "--effective", "22/02/2027"),
    *("--act-effective", "01/03/2027"),
)


def test_a_list_is_looked_at_before_it_is_written(run, write):
    file = write("danh-muc.csv", LIST)

    first = run("procedures", "import", file, *DECISION, *NOW)

    assert [
        (
            "! dòng 3, cột Mã TTHC «1.90002»: không đủ 6 chữ số sau dấu chấm; Excel đã làm mất,"
            " hiểu là 1.900020"
        ),
        "+ QĐ 12/QĐ-UBND: ký 22/02/2027, hiệu lực 22/02/2027, cấp tỉnh",
        "+ 1.900001 Cấp mẫu một",
        "+ 1.900020 Cấp mẫu hai",
        "2 thủ tục mới, 0 sửa đổi, 0 bãi bỏ, 0 giữ nguyên.",
        "Mới là xem trước, chưa ghi gì. Chạy lại với --apply để ghi.",
    ] == first.lines
    assert [] == run("procedures", "list", "--json", *NOW).json

    assert (
        "Đã ghi vào sổ." == run("procedures", "import", file, *DECISION, "--apply", *NOW).lines[-1]
    )
    assert ["1.900001", "1.900020"] == [
        one["code"] for one in run("procedures", "list", "--unit", "so-y-te", "--json", *NOW).json
    ]
    again = run("procedures", "import", file, *DECISION, "--apply", *NOW)
    assert "Không có gì phải ghi." == again.lines[-1]


def test_a_procedure_and_its_decision_show_every_date(run, write):
    run("procedures", "import", write("a.csv", LIST), *DECISION, "--apply", *NOW)

    shown = run("procedures", "show", "1.900001", *NOW)
    (dates,) = run("procedures", "dates", "--json").json

    assert "phải công khai: ký ngày 22/02/2027, cộng 5 ngày làm việc" in " ".join(shown.out.split())
    assert ("2027-03-01", "2027-02-24", "2027-02-22", False) == (
        dates["publish_by"],
        dates["announce_by_days"],
        dates["announce_by_workdays"],
        dates["announce_confirmed"],
    )
    assert "đang dùng ngày theo Nghị định" in " ".join(run("procedures", "dates").out.split())


def test_the_unit_of_the_announcement_is_a_setting(run, write, monkeypatch):
    run("procedures", "import", write("a.csv", LIST), *DECISION, "--apply", *NOW)
    monkeypatch.setenv("DONDOC_ANNOUNCE_UNIT", "workday")

    assert "2027-02-22" == run("procedures", "dates", "--json").json[0]["announce_by"]

    monkeypatch.setenv("DONDOC_ANNOUNCE_UNIT", "ngày")
    assert "hãy ghi một trong: 'day' or 'workday'" in run("procedures", "dates").err


def test_a_list_cut_in_half_is_written_only_when_it_is_meant(run, write):
    run("procedures", "import", write("a.csv", LIST), "--apply", *NOW)
    half = write("b.csv", "\n".join(LIST.splitlines()[:2]))

    done = run("procedures", "import", half, "--apply", *NOW)

    assert (2, True) == (done.code, "thiếu 1 trong 2 thủ tục đang có" in done.err)
    assert 0 == run("procedures", "import", half, "--apply", "--confirm", *NOW).code


def test_a_date_without_its_decision_is_refused(run, write):
    done = run("procedures", "import", write("a.csv", LIST), "--signed", "22/02/2027", *NOW)

    assert ["--decision: hãy ghi số quyết định cùng với ngày và cấp công bố"] == done.problems


def test_what_ledger_and_national_database_say_differently_is_a_report(run, write):
    run("procedures", "import", write("a.csv", LIST), *DECISION, "--apply", *NOW)
    export = "Mã TTHC,Tên TTHC,Phí\n1.900001,Cấp mẫu một,150 đồng\n1.900009,Cấp mẫu chín,9 đồng\n"
    later = ("--now", "08/03/2027 09:00")

    done = run("procedures", "compare", write("csdl.csv", export), *later)

    assert [
        "- 1.900001 Cấp mẫu một: phí, lệ phí trong sổ «100 đồng», CSDL quốc gia «150 đồng»",
        "- 1.900009 Cấp mẫu chín: CSDL quốc gia có, sổ không có quyết định nào công bố",
        (
            "- 1.900020 Cấp mẫu hai: sổ có theo QĐ 12/QĐ-UBND, CSDL quốc gia chưa có (phải công"
            " khai từ 01/03/2027)"
        ),
        "3 chỗ lệch giữa sổ và CSDL quốc gia (2 thủ tục trong tệp).",
    ] == done.lines
    assert 1 == done.code


def test_sources_are_brought_in_listed_and_ended(run, write):
    file = write("nguon.csv", SOURCES)

    first = run("sources", "import", file, *NOW)
    assert "+ Sở Y tế · Trang của đơn vị · https://so-y-te.example/tthc" == first.lines[0]
    assert [] == run("sources", "list", "--json").json

    assert "Đã ghi vào sổ." == run("sources", "import", file, "--apply", *NOW).lines[-1]
    assert "1 nguồn" == run("sources", "list").lines[-1]
    done = run("sources", "end", "1", "--reason", "đổi trang", *NOW)
    assert (0, "2027-03-01") == (done.code, run("sources", "list", "--json").json[0]["to_on"])


def test_the_sample_of_sources_can_be_imported(run, write):
    file = write("mau.csv", run("sources", "template").out)

    assert "Đã ghi vào sổ." == run("sources", "import", file, "--apply", *NOW).lines[-1]


def test_a_ministrys_decision_is_asked_for_at_once(run, write):
    ministry = ("--decision", "12/QĐ-BYT", "--signed", "26/02/2027", "--effective", "26/02/2027")

    done = run("procedures", "import", write("a.csv", LIST), *ministry, "--part", "--apply", *NOW)

    assert "Quyết định của bộ, ngành: giao 1 việc trình công bố, 1 việc chờ trình." in done.lines
