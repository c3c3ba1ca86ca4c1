"""`dondoc backup`, `dondoc restore`, `dondoc delivery restored`: as the guide writes them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.cli.conftest import Run

GUIDE = Path(__file__).parents[2] / "docs" / "sao-luu.md"
NOW = ("--now", "02/03/2027 01:30")


def test_a_copy_is_made_checked_and_put_back(opened: Run, tmp_path, monkeypatch):
    place = str(tmp_path / "cat")
    monkeypatch.setenv("DONDOC_SMTP_URL", "mailtos://u:mat-khau@thu.example?from=a@so.example")

    made = opened("backup", place, *NOW)
    checked = opened("backup", place, "--check")
    refused = opened("restore", place, *NOW)
    monkeypatch.setenv("DONDOC_DATA_DIR", str(tmp_path / "moi"))
    restored = opened("restore", place, "--now", "02/03/2027 10:00")

    assert (0, 0, 2, 0) == (made.code, checked.code, refused.code, restored.code)
    assert "Đã sao lưu vào" in made.out
    assert "phải ghi lại khi khôi phục: DONDOC_SMTP_URL." in made.out
    assert "nguyên vẹn: lúc 01:30" in checked.out
    assert "chỉ khôi phục vào chỗ trống" in refused.err
    assert "Đã khôi phục" in restored.out
    assert "Không có tin nào chờ trả lời" in opened("delivery", "restored").out
    assert 0 == opened("status", *NOW).code


def test_a_ledger_copied_by_hand_is_told_so(opened: Run):
    at = ("--copied-at", "01/03/2027 06:00", "--now", "01/03/2027 10:00")

    assert 0 == opened("delivery", "restored", *at).code
    late = opened("delivery", "restored", "--copied-at", "03/03/2027 06:00", *at[2:])
    assert (2, True) == (late.code, "không thể mới hơn lúc này" in late.err)


def test_the_guides_commands_are_understood(opened: Run, tmp_path):
    text = GUIDE.read_text(encoding="utf-8")
    lines = re.findall(r"dondoc (?:backup|restore|delivery restored)[^`\n]*", text)
    assert len(lines) >= 8

    for line in lines:
        done = opened(*shlex.split(line.replace("/mnt/sao-luu", str(tmp_path)))[1:])
        assert "cách dùng" not in done.err, (line, done.err)
