"""`dondoc plan new`: next year's plan is drafted, everything in it still to be confirmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dondoc.plan.registry import DATA_FOLDER, load_registry
from tests.cli.conftest import Run

NEW = ("plan", "new", "--from", "2021", "--year", "2028")


def test_it_writes_the_same_duties_with_nothing_confirmed(bare: Run) -> None:
    done = bare(*NEW)

    assert 0 == done.code
    ours, plan = load_registry().plan, load_registry(Path("ke-hoach-2028")).plan
    assert [one.code for one in ours.duties] == [one.code for one in plan.duties]
    assert [(2028, date(2028, 1, 26), False)] == [
        (one.year, one.issued_on, one.confirmed) for one in plan.applies
    ]
    assert ("KH-UBND-2028", "…/KH-UBND", "năm 2028") == (plan.code, plan.number, plan.title[-8:])
    assert not [one.code for one in plan.duties if one.confirmed or one.basis.confirmed]


def test_lint_lists_what_a_person_must_still_settle(bare: Run, monkeypatch) -> None:
    said = bare(*NEW, "--to", "moi").out
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", "moi")

    done = bare("lint")

    assert 0 == done.code
    count = next(line for line in done.lines if line.startswith("Chưa xác nhận: ")).split()[-1]
    assert f" {count} điều chưa xác nhận, 0 lỗi." in said
    assert "plan.yaml, applies (2028), confirmed: chưa xác nhận: Dự thảo" in " ".join(
        done.out.split()
    )


def test_its_dates_are_shown_like_any_other_years(bare: Run, monkeypatch) -> None:
    bare(*NEW)
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", "ke-hoach-2028")

    done = bare("due", "--year", "2028", "--duty", "III.1.1.c")

    assert 0 == done.code
    assert [True, True] == [day in done.out for day in ("16/03/2028", "18/12/2028")]
    said = " ".join(done.out.split())
    assert "Dự thảo; chưa có số, ngày và lời văn của kế hoạch năm 2028" in said


def test_the_plan_there_is_goes_with_it_so_that_its_rounds_are_chased(bare: Run) -> None:
    said = bare(*NEW).out

    before = load_registry(Path("ke-hoach-2028")).plan.earlier
    assert ["15-KH-UBND-2021"] == [plan.code for plan in before]
    assert "đợt đã mở theo kế hoạch ấy vẫn được theo dõi đến hết" in said


def test_the_year_after_keeps_both(bare: Run, monkeypatch) -> None:
    bare(*NEW)
    monkeypatch.setenv("DONDOC_PLAN_FOLDER", "ke-hoach-2028")

    bare("plan", "new", "--from", "2028", "--year", "2029")

    before = load_registry(Path("ke-hoach-2029")).plan.earlier
    assert ["KH-UBND-2028", "15-KH-UBND-2021"] == [plan.code for plan in before]


def test_comments_stay_for_whoever_goes_on(bare: Run) -> None:
    bare(*NEW)

    text = Path("ke-hoach-2028/plan.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Dự thảo kế hoạch năm 2028, sinh từ Kế hoạch số 15/KH-UBND (năm 2021)")
    ours = (DATA_FOLDER / "plan.yaml").read_text(encoding="utf-8")
    assert ours.count("\n  # ") == text.count("\n  # ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--from", "2022", "--year", "2028"), "hãy ghi một trong: 2021, 2026, 2027"),
        (("--from", "2021", "--year", "2027"), "đã áp dụng cho năm này"),
    ],
)
def test_a_year_that_does_not_fit_is_refused(
    bare: Run, arguments: tuple[str, ...], words: str
) -> None:
    refused = bare("plan", "new", *arguments)

    assert (2, True) == (refused.code, words in refused.err)
    assert not Path("ke-hoach-2028").exists()


def test_nothing_is_overwritten(bare: Run) -> None:
    bare(*NEW)
    mine = Path("ke-hoach-2028/plan.yaml")
    mine.write_text("của tôi", encoding="utf-8")

    assert "đã có và không trống" in bare(*NEW).err
    assert "của tôi" == mine.read_text(encoding="utf-8")
