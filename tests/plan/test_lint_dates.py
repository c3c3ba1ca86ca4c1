"""Each level keeps a working day after the cut-off and stays before the level above."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dondoc.calendar.workdays import Workdays
from dondoc.plan.lint import lint_dates
from dondoc.plan.lint.finding import Finding
from dondoc.plan.registry import Registry, load_registry

Edit = Callable[..., Path]
CAP_XA = "cap_xa: min(cutoff + 1wd, D18 back - 1wd)"
SO_NGANH = "so_nganh: min(cutoff + 2wd, D18 back - 1wd)"


def found(folder: Path, workdays: Workdays) -> list[Finding]:
    return list(lint_dates.findings(load_registry(folder), workdays))


def test_the_shipped_dates_hold_in_every_year_applied(
    registry: Registry, workdays: Workdays
) -> None:
    assert [] == [one.sentence() for one in lint_dates.findings(registry, workdays)]


def test_a_date_after_the_level_above_is_an_error_with_the_rule_to_write(
    edited: Edit, workdays: Workdays
) -> None:
    (one,) = found(edited("plan.yaml", SO_NGANH, "so_nganh: D20"), workdays)

    assert one.severity == "error"
    assert one.sentence() == (
        "plan.yaml, duties (III.1.1.c), due.so_nganh: quý I/2021, so_nganh: hạn thứ Hai,"
        " 22/03/2021 muộn hơn hạn của cấp trên III.1.2.a4 thứ Năm, 18/03/2021;"
        " hãy ghi min(D20, D18 back - 1wd)."
    )


def test_two_levels_on_one_day_are_a_warning(edited: Edit, workdays: Workdays) -> None:
    (one,) = found(edited("plan.yaml", SO_NGANH, "so_nganh: D18 back"), workdays)

    assert one.severity == "warning"
    assert "trùng ngày với hạn của cấp trên III.1.2.a4" in one.message


def test_a_date_without_a_working_day_after_the_cut_off_is_an_error(
    edited: Edit, workdays: Workdays
) -> None:
    (one,) = found(edited("plan.yaml", CAP_XA, "cap_xa: D14 back"), workdays)

    assert (one.severity, one.field) == ("error", "due.cap_xa")
    assert "không cách ngày chốt số liệu thứ Bảy, 14/03/2026 ít nhất một ngày" in one.message


def test_a_commune_is_asked_only_for_the_years_in_which_it_reports(
    edited: Edit, workdays: Workdays
) -> None:
    (one,) = found(edited("plan.yaml", CAP_XA, "cap_xa: D25"), workdays)

    assert one.message.startswith("quý I/2026, cap_xa: ")


def test_a_round_that_opens_after_its_date_is_an_error(edited: Edit, workdays: Workdays) -> None:
    one, *_rest = found(edited("plan.yaml", "opens: D01 forward", "opens: D19"), workdays)

    assert one.severity == "error"
    assert "mở thứ Sáu, 19/03/2021, sau hạn thứ Ba, 16/03/2021" in one.message


def test_a_duty_that_waits_for_an_event_has_no_dates_to_look_at(
    edited: Edit, workdays: Workdays
) -> None:
    folder = edited("plan.yaml", "due: D18 back\n", "due: event + 5wd\n")

    assert [] == found(folder, workdays)
