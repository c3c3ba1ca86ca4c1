"""`dondoc daysoff`: what moves is printed first; with --apply every command reckons with it."""

from __future__ import annotations

DAY = ("daysoff", "add", "--title", "Nghỉ bù", "--off", "16/3/2027", "--source", "Công báo")
NOW = ("--now", "02/03/2027 09:00")


def test_a_day_off_is_looked_at_then_counts_until_it_is_withdrawn(opened):
    seen = opened(*DAY, *NOW)
    assert "đổi hạn từ thứ Ba, 16/03/2027 sang thứ Tư, 17/03/2027" in seen.out
    assert "chưa ghi gì" in seen.lines[-1]
    assert [] == opened("calendar", "--year", "2027", "--json").json["recorded"]

    assert 0 == opened(*DAY, "--apply", *NOW).code
    due = opened("due", "--year", "2027", "--duty", "III.1.1.c", "--json").json
    recorded = opened("calendar", "--year", "2027", "--json").json["recorded"]

    assert "2027-03-17" in {one["due_on"] for one in due if one["period"] == "2027-Q1"}
    assert [{"id": 1, "words": "Nghỉ bù"}] == recorded
    assert 0 == opened("daysoff", "withdraw", "1", "--apply", *NOW).code
    assert 2 == opened("daysoff", "withdraw", "1", "--apply", *NOW).code
