"""Every due date of a year, reckoned before the reader's eyes, as `dondoc due` shows it."""

from __future__ import annotations

from collections.abc import Sequence

from dondoc.calendar.date_words import short_date, weekday_date
from dondoc.calendar.periods import periods_of
from dondoc.cli.plan_words import BASIS, CONFIRMED
from dondoc.cli.terminal_text import fact, table, wrapped
from dondoc.plan.agenda import waits_for_event
from dondoc.plan.due_rows import DueRow, asked_periods, due_rows
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.problems import Refused

_HEADS = ("Kỳ", "Đối tượng", "Đơn vị", "Mở kỳ", "Chốt số liệu", "Theo văn bản", "Phấn đấu", "Hạn")


def due_page(rulebook: Rulebook, duties: Sequence[Duty], year: int) -> str:
    """What the year rests on, then each duty with its table and how each date was reckoned."""
    number = rulebook.registry.plan.number
    lines = [f"Hạn của năm {year} theo Kế hoạch số {number}", *_year(rulebook, year)]
    for duty in duties:
        left_out = _left_out(rulebook, duty, year)
        lines += ["", *_duty(duty, *_found(rulebook, duty, year), left_out)]
    return "\n".join(lines)


def due_json(rulebook: Rulebook, duties: Sequence[Duty], year: int) -> list[dict[str, object]]:
    """The same dates, an object a row of the tables."""
    found = (_found(rulebook, duty, year) for duty in duties)
    return [_plain(rulebook, row, year) for rows, _why in found for row in rows]


def _left_out(rulebook: Rulebook, duty: Duty, year: int) -> str:
    """Which periods the plan does not ask for, and why; empty where it asks for all."""
    asked = {one.key for one in asked_periods(rulebook, duty, year)}
    every = periods_of(duty.cadence, year, duty.period_basis)
    names = [one.short() for one in every if one.key not in asked]
    if not names:
        return ""
    span = names[0] if len(names) == 1 else f"{names[0]} đến {names[-1]}"
    return f"Không mở {span}: bắt đầu trước ngày ban hành Kế hoạch."


def _found(rulebook: Rulebook, duty: Duty, year: int) -> tuple[list[DueRow], str]:
    """The rows of a duty, or why there are none."""
    try:
        rows = list(due_rows(rulebook, duty, year))
    except Refused as refused:  # its rule counts from a date that this year does not have
        return [], str(refused)
    return rows, "" if rows else _why_none(duty)


def _why_none(duty: Duty) -> str:
    if waits_for_event(duty):
        return "Không có hạn cố định: mở khi có sự kiện hoặc có yêu cầu."
    until = f": nhiệm vụ chỉ đến hết {short_date(duty.to_on)}" if duty.to_on else ""
    return f"Không có kỳ nào trong năm này{until}."


def _year(rulebook: Rulebook, year: int) -> list[str]:
    """What the year's dates rest on: does the plan apply, is the calendar decided."""
    applies = rulebook.registry.plan.application(year)
    if applies is None:
        said = f"không áp dụng cho năm {year}; hạn dưới đây chỉ để tham khảo"
    else:
        note = f". {applies.note}" if applies.note else ""
        said = f"ban hành {short_date(applies.issued_on)}, {CONFIRMED[applies.confirmed]}{note}"
    decided = "đã xác nhận" if rulebook.workdays.confirmed(year) else "tạm tính"
    calendar = ". ".join([decided, *rulebook.workdays.unconfirmed(year)])
    return [
        fact("Kế hoạch", said, indent=0, column=11),
        fact("Lịch nghỉ", calendar, indent=0, column=11),
    ]


def _duty(duty: Duty, rows: list[DueRow], why_none: str, left_out: str) -> list[str]:
    basis = f"{BASIS[duty.basis.kind]}, {CONFIRMED[duty.basis.confirmed]}. {duty.basis.text}"
    lines = [f"{duty.code} · {duty.title}", wrapped(f"Căn cứ: {basis}")]
    if not rows:
        return [*lines, why_none]
    lines += [wrapped(left_out)] if left_out else []
    lines += ["", table(_HEADS, [_cells(row) for row in rows]), "", "Cách tính"]
    for row in rows:
        said = row.deadline.arithmetic
        lines.append(
            wrapped(f"{row.period.short()}, {row.role_title}: {said}", indent="    ", first="  ")
        )
    return lines


def _cells(row: DueRow) -> tuple[object, ...]:
    wanted = row.deadline
    return (
        row.period.short(),
        row.role_title,
        row.units,
        short_date(row.opens_on),
        short_date(row.period.cutoff_on) if row.duty.cutoff else "–",
        short_date(wanted.nominal_on),
        short_date(wanted.target_on),
        weekday_date(wanted.due_on),
    )


def _plain(rulebook: Rulebook, row: DueRow, year: int) -> dict[str, object]:
    applies = rulebook.registry.plan.application(year)
    duty, wanted = row.duty, row.deadline
    return {
        "duty": duty.code,
        "slug": duty.slug,
        "period": row.period.key,
        "period_label": row.period.label(),
        "role": row.role,
        "role_title": row.role_title,
        "units": row.units,
        "opens_on": row.opens_on,
        "cutoff_on": row.period.cutoff_on if duty.cutoff else None,
        "nominal_on": wanted.nominal_on,
        "target_on": wanted.target_on,
        "due_on": wanted.due_on,
        "arithmetic": wanted.arithmetic,
        "basis": duty.basis.model_dump(mode="json"),
        "plan_applies": applies is not None,
        "plan_confirmed": bool(applies and applies.confirmed),
        "calendar_confirmed": rulebook.workdays.confirmed(year),
        "confirmed": rulebook.confirmed(duty, row.period.key),
    }
