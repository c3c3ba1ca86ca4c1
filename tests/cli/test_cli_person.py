"""`dondoc person`: what is held about one person; who asked stands in the audit."""

from __future__ import annotations

from tests.cli.conftest import Run

NOW = ("--now", "15/03/2027 09:00")
OFFICER = "ha@so-noi-vu.example"


def test_a_person_is_shown_with_what_they_are_and_did_and_nobody_else(opened: Run) -> None:
    assert 0 == opened("accounts", "link", OFFICER, *NOW).code

    record = opened("person", " HA@so-noi-vu.example", *NOW).json

    assert ([OFFICER], []) == (
        [one["address"] for one in record["accounts"]],
        record["contacts"],
    )
    number = record["accounts"][0]["id"]
    assert {f"account:{number}"} >= {
        one["target"] for one in record["audit"] if one["actor"] != f"account:{number}"
    }
    assert {} == record["left_out"]
    assert "minh@so-noi-vu.example" not in str(record)


def test_each_export_is_a_line_of_the_audit(opened: Run) -> None:
    opened("person", "van-thu@so-y-te.example", *NOW)

    again = opened("person", "van-thu@so-y-te.example", *NOW).json

    assert "kết xuất dữ liệu giữ về một người" == again["audit"][-1]["act"]
    assert again["audit"][-1]["actor"].startswith("machine:")


def test_an_address_of_nobody_is_refused(opened: Run) -> None:
    done = opened("person", "khong-ai@so-y-te.example", *NOW)

    assert (2, "") == (done.code, done.out)
    assert "sổ không giữ gì dưới địa chỉ này" in done.err
