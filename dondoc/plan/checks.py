"""What must hold between the data files before anybody may use them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import get_args

from dondoc.calendar.rules import RuleError, parse
from dondoc.plan.bodies import Role, Unit
from dondoc.plan.duty import REPORT_CHAPTERS, ConferencePart, Duty
from dondoc.plan.schema import Plan
from dondoc.problems import Problem


def problems(plan: Plan, roles: Sequence[Role], units: Sequence[Unit]) -> Iterator[Problem]:
    """Every name that leads nowhere, every name given twice, every rule that cannot be read."""
    yield from _repeated("units.yaml, units", "code", [unit.code for unit in units])
    yield from _repeated("roles.yaml, roles", "role", [role.role for role in roles])
    yield from _repeated("plan.yaml, duties", "code", [duty.code for duty in plan.duties])
    yield from _repeated("plan.yaml, duties", "slug", [duty.slug for duty in plan.duties])
    yield from _repeated("plan.yaml, bullets", "clause", [one.clause for one in plan.bullets])
    yield from _repeated("plan.yaml, forms", "clause", [one.clause for one in plan.forms])
    yield from _repeated("plan.yaml, applies", "year", [str(one.year) for one in plan.applies])
    yield from _renamed("plan.yaml, duties", [(one.code, one.renamed_from) for one in plan.duties])
    yield from _renamed("units.yaml, units", [(one.code, one.renamed_from) for one in units])
    yield from _renamed("roles.yaml, roles", [(one.role, one.renamed_from) for one in roles])
    yield from _units(units)
    yield from _reused_codes(units)
    yield from _roles(roles, {unit.code for unit in units})
    yield from _conference(plan)
    for index, duty in enumerate(plan.duties):
        where = f"plan.yaml, duties[{index}] ({duty.code})"
        yield from _names(plan, duty, {role.role for role in roles}, where=where)
        for number, feed in enumerate(duty.feeds):
            place = f"{where}, feeds[{number}].unit"
            yield from _known(place, feed.unit, {unit.code for unit in units}, kind="đơn vị")
        yield from _rules(duty, where)
        yield from _told_in(plan, duty, where)


def _repeated(place: str, field: str, names: Sequence[str]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, name in enumerate(names):
        if name in first:
            wanted = f"đã dùng ở mục [{first[name]}]; mỗi mục phải có tên riêng, hãy đổi một bên"
            yield Problem(f"{place}[{index}], {field}", name, wanted)
        first.setdefault(name, index)


def _renamed(place: str, names: Sequence[tuple[str, str | None]]) -> Iterator[Problem]:
    """An old name leads to one entry, and to none that bears it still."""
    present = {name: name for name, _before in names}
    for index, (name, before) in enumerate(names):
        if before is None:
            continue
        if bearer := present.get(before):
            wanted = f"«{bearer}» đang mang hoặc đã nhận tên này; hãy xem lại tên cũ của mục này"
            yield Problem(f"{place}[{index}] ({name}), renamed_from", before, wanted)
        present[before] = name


def _units(units: Sequence[Unit]) -> Iterator[Problem]:
    codes = {unit.code for unit in units}
    for index, unit in enumerate(units):
        where = f"units.yaml, units[{index}] ({unit.code})"
        for number, parent in enumerate(unit.parents):
            yield from _known(f"{where}, parents[{number}].code", parent.code, codes, kind="đơn vị")
        if unit.successor:
            yield from _known(f"{where}, successor", unit.successor, codes, kind="đơn vị")
        if unit.successor and unit.to_on is None:
            wanted = "có đơn vị kế tiếp thì phải có ngày cuối; hãy ghi thêm, như to: 2025-06-30"
            yield Problem(f"{where}, to", "", wanted)


def _reused_codes(units: Iterable[Unit]) -> Iterator[Problem]:
    """A statistics code may be used again, but never by two units on one day."""
    holders: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.official_code is None:
            continue
        for other in holders.setdefault(unit.official_code, []):
            later = max(unit.from_on, other.from_on)
            if unit.exists(later) and other.exists(later):
                wanted = (
                    f"cùng ngày {later} mã này cũng là của {other.code}; hãy sửa mã,"
                    " hoặc sửa from, to để hai đơn vị không trùng ngày"
                )
                where = f"units.yaml, units ({unit.code}), official_code"
                yield Problem(where, unit.official_code, wanted)
        holders[unit.official_code].append(unit)


def _roles(roles: Sequence[Role], units: Collection[str]) -> Iterator[Problem]:
    for index, role in enumerate(roles):
        for number, binding in enumerate(role.units):
            if binding.unit:
                where = f"roles.yaml, roles[{index}] ({role.role}), units[{number}].unit"
                yield from _known(where, binding.unit, units, kind="đơn vị")


def _names(plan: Plan, duty: Duty, roles: Collection[str], *, where: str) -> Iterator[Problem]:
    clauses = {bullet.clause for bullet in plan.bullets}
    duties = {other.code for other in plan.duties}
    yield from _known(f"{where}, bullet", duty.bullet, clauses, kind="gạch đầu dòng")
    yield from _known(f"{where}, monitored_by", duty.monitored_by, roles, kind="vai trò")
    for index, share in enumerate(duty.responsible):
        yield from _known(f"{where}, responsible[{index}].role", share.role, roles, kind="vai trò")
    if duty.children:
        yield from _known(f"{where}, children", duty.children, roles, kind="vai trò")
    for field, code in (
        ("bounded_by", duty.bounded_by),
        ("consolidates", duty.consolidates),
        ("figures_from", duty.figures_from),
    ):
        if code:
            yield from _known(f"{where}, {field}", code, duties, kind="nhiệm vụ")


def _rules(duty: Duty, where: str) -> Iterator[Problem]:
    for field, rule in duty.rules():
        try:
            parse(rule)
        except RuleError as error:
            yield Problem(f"{where}, {field}", "", str(error))


def _told_in(plan: Plan, duty: Duty, where: str) -> Iterator[Problem]:
    """A duty, or one of its figures, told where the consolidated report has no such part."""
    parts = (*REPORT_CHAPTERS, *(one.clause for one in plan.forms))
    for field, part in (
        ("told_in", duty.told_in),
        *((f"indicators ({one.code}), told_in", one.told_in) for one in duty.indicators),
    ):
        if part and part not in parts:
            wanted = f"hãy ghi một trong: {', '.join(parts)}; hình thức khác thì thêm vào «forms»"
            yield Problem(f"{where}, {field}", part, wanted)


def _conference(plan: Plan) -> Iterator[Problem]:
    """A conference is whole: one duty for each of its parts."""
    parts = [one.conference for one in plan.duties if one.conference]
    yield from _repeated("plan.yaml, conference", "conference", parts)
    scored = [one.scoring for one in plan.duties if one.scoring]
    yield from _repeated("plan.yaml, scoring", "scoring", scored)
    missing = [one for one in get_args(ConferencePart) if parts and one not in parts]
    if missing:
        wanted = f"còn thiếu nhiệm vụ ghi conference: {', '.join(missing)}; hãy ghi đủ các phần"
        yield Problem("plan.yaml, conference", "", wanted)


def _known(where: str, given: str, names: Collection[str], *, kind: str) -> Iterator[Problem]:
    if given in names:
        return
    near = _nearest(given, names)
    hint = f"có phải {near}?" if near else "hãy ghi một tên đã có, hoặc thêm mục ấy trước"
    yield Problem(where, given, f"không có {kind} này; {hint}")


def _nearest(given: str, names: Collection[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - needed only where something is wrong

    return next(iter(get_close_matches(given, sorted(names), n=1)), None)
