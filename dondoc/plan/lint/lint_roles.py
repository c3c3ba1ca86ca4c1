"""Lint of roles and units: is there somebody on every day on which the plan applies?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from dondoc.calendar.date_words import short_date
from dondoc.plan.base import Span
from dondoc.plan.bodies import Parent, Unit
from dondoc.plan.duty import Duty
from dondoc.plan.lint.finding import Finding
from dondoc.plan.registry import Registry

_NEXT = timedelta(days=1)


def findings(registry: Registry) -> Iterator[Finding]:
    """Roles without a unit on a day of the plan's validity, and units hung on no unit.

    A role is asked for only while a duty falls on it: that of the districts may end with them.
    """
    days = _days(registry)
    for duty in registry.plan.duties:
        yield from _monitoring(registry, duty, days)
        yield from _responsible(registry, duty, days)
    for unit in registry.units:
        yield from _links(registry, unit)


def _days(registry: Registry) -> list[date]:
    """The first day of each year applied, and every day in it on which anything changes."""
    spans: list[Span] = [*registry.units]
    spans += [binding for role in registry.roles for binding in role.units]
    spans += [share for duty in registry.plan.duties for share in (duty, *duty.responsible)]
    changes = set(_changes(spans))
    return sorted(
        on
        for year in registry.plan.applies
        for on in changes | {year.issued_on}
        if year.issued_on <= on <= year.until_on
    )


def _changes(spans: Iterable[Span]) -> Iterator[date]:
    for span in spans:
        if span.from_on:
            yield span.from_on
        if span.to_on:
            yield span.to_on + _NEXT


def _monitoring(registry: Registry, duty: Duty, days: list[date]) -> Iterator[Finding]:
    counts = {on: len(registry.units_in_role(duty.monitored_by, on)) for on in days}
    for on, count in counts.items():
        if count == 1:
            continue
        what = "không gắn với đơn vị nào" if count == 0 else f"gắn với {count} đơn vị"
        message = f"vai trò {duty.monitored_by} {what} vào ngày {short_date(on)}"
        yield _role_finding(duty.monitored_by, f"{message}; nhiệm vụ {duty.code} cần đúng một")
        return


def _responsible(registry: Registry, duty: Duty, days: list[date]) -> Iterator[Finding]:
    if duty.kind == "principle":
        return
    bare: dict[str, date] = {}
    for on in filter(duty.covers, days):
        roles = duty.roles_on(on)
        if not roles:
            message = f"không giao cho vai trò nào vào ngày {short_date(on)}"
            remedy = "hãy sửa from, to của các dòng responsible cho kín thời gian áp dụng"
            entry = f"duties ({duty.code})"
            yield Finding("error", "plan.yaml", entry, "responsible", message, remedy)
            return
        for role in roles:
            if not registry.units_in_role(role, on):
                bare.setdefault(role, on)
    for role, on in bare.items():
        message = f"vai trò {role} không gắn với đơn vị nào vào ngày {short_date(on)}"
        yield _role_finding(role, f"{message}, trong khi nhiệm vụ {duty.code} giao cho vai trò này")


def _role_finding(role: str, message: str) -> Finding:
    remedy = "hãy thêm đơn vị vào roles.yaml cho thời gian ấy, hoặc sửa from, to ở hai tệp"
    return Finding("error", "roles.yaml", f"roles ({role})", "units", message, remedy)


def _links(registry: Registry, unit: Unit) -> Iterator[Finding]:
    for index, parent in enumerate(unit.parents):
        if off := _without(registry, unit, parent):
            message = f"ngày {short_date(off)} đơn vị cấp trên {parent.code} không hoạt động"
            yield _unit_finding(unit, f"parents[{index}]", message)
    if unit.successor and unit.to_on:
        on = unit.to_on + _NEXT
        if not registry.unit(unit.successor).exists(on):
            message = f"ngày {short_date(on)} đơn vị kế tiếp {unit.successor} không hoạt động"
            yield _unit_finding(unit, "successor", message)


def _without(registry: Registry, unit: Unit, parent: Parent) -> date | None:
    """A day on which the parent is named but does not exist."""
    above = registry.unit(parent.code)
    first = max(unit.from_on, parent.from_on or unit.from_on)
    last = min((on for on in (unit.to_on, parent.to_on) if on), default=date.max)
    if not above.exists(first):
        return first
    return above.to_on + _NEXT if above.to_on and above.to_on < last else None


def _unit_finding(unit: Unit, field: str, message: str) -> Finding:
    remedy = "hãy sửa from, to của hai đơn vị cho khớp"
    return Finding("error", "units.yaml", f"units ({unit.code})", field, message, remedy)
