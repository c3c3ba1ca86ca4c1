"""`dondoc doctor` as a person and a program read it: the worst first, an exit code for each."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

NOON = ("--offline", "--now", "02/03/2026 12:00")


def test_the_worst_comes_first_with_its_remedy_then_what_is_right(bare: Run) -> None:
    done = bare("doctor", *NOON)

    assert 2 == done.code
    assert done.lines[0].startswith("✗ hỏng: DONDOC_DATA_DIR")
    first = next(line for line in done.lines if "→" in line)  # a long path has a line of its own
    assert "  → chạy `dondoc migrate`" == first
    signs = [line[0] for line in done.lines if line[:1] in "✗!·✓" and line[:1]]
    assert sorted(signs, key="✗!·✓".index) == signs
    assert "Chưa khám được, vì chưa mở được sổ hoặc kế hoạch" in done.out
    assert not any(line.startswith("✓ Sổ theo dõi") for line in done.lines)


def test_what_somebody_has_to_see_to_ends_with_one(run: Run) -> None:
    done = run("doctor", *NOON)

    assert 1 == done.code
    assert "! cần xem: chế độ thử đang bật: không ai nhận được thư" in done.lines
    assert done.lines[-1].startswith("0 điều hỏng, ")


def test_notes_alone_end_with_nought(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_TRIAL", "false")
    assert 0 == run("backup", "--now", "02/03/2026 01:30").code

    done = run("doctor", *NOON)
    assert (0, "") == (done.code, done.err), done.out
    assert done.lines[-1].startswith("Không có gì hỏng, ")


def test_a_program_reads_the_same(bare: Run) -> None:
    done = bare("doctor", *NOON, "--json")

    assert 2 == done.code
    first = done.json[0]
    assert ("Máy", None) == (first["group"], first["left_out"])
    [found] = first["findings"]
    assert ("refused", "broken", "chạy `dondoc migrate`") == (
        found["code"],
        found["severity"],
        found["remedy"],
    )
    assert "no_ledger" in {one["left_out"] for one in done.json}
