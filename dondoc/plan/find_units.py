"""Several units as a person names them: by name, symbol or code, by group, by role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dondoc.limits import MOST_LINES
from dondoc.plan.find_unit import find_unit
from dondoc.plan.registry import Registry
from dondoc.plan.schema import Unit
from dondoc.problems import Problem, Refused
from dondoc.text import fold

GROUP_NAMES = {
    "so_ban_nganh": ("các sở, ban, ngành", "sở, ban, ngành", "sở ngành", "các sở"),
    "cap_huyen": ("các huyện, thành phố", "UBND huyện, thành phố", "cấp huyện", "các huyện"),
    "cap_xa": (
        *("các xã, phường", "UBND xã, phường", "UBND xã, phường, thị trấn", "cấp xã"),
        *("các xã", "các phường", "xã, phường"),
    ),
    "mttq_ctxh": (
        *("Mặt trận và đoàn thể", "mặt trận, đoàn thể", "MTTQ và các đoàn thể"),
        *("các đoàn thể", "đoàn thể"),
    ),
    "bao_dai": ("báo, đài", "báo đài", "các báo, đài"),
}
"""Groups that may be named whole, and how; each by its code too."""

_LABEL = "Đơn vị"
_MOST_PROBLEMS = 20
NO_UNITS = "hãy ghi tên đơn vị, mỗi dòng một đơn vị, hoặc cả nhóm như «các sở, ban, ngành»"
"""What is said where nobody is named."""


def read_units(registry: Registry, text: str, *, on: date) -> tuple[list[Unit], list[Unit]]:
    """The units that a text names: by their own names, and through a group or a role.

    Names stand on lines of their own or between semicolons, or commas where a name has none.
    Only bodies that exist on that day. Raises Refused with every name that is not understood.
    """
    living = [unit for unit in registry.units if unit.exists(on)]
    groups = _groups(registry, living, on)
    named: dict[str, Unit] = {}
    grouped: dict[str, Unit] = {}
    problems: list[Problem] = []
    for part in _parts(registry, text, groups, on):
        if len(problems) >= _MOST_PROBLEMS:
            break  # near names are looked for in every one, and nobody reads more
        found = groups.get(fold(part))
        if found is not None:
            grouped |= {unit.code: unit for unit in found}
            if not found:
                problems.append(Problem("units", part, "hiện không có đơn vị nào", _LABEL))
            continue
        try:
            unit = find_unit(registry, part, on)
        except Refused as refused:
            problems += (replace(one, field="units") for one in refused.problems)
        else:
            named[unit.code] = unit
    if not problems and not named and not grouped:
        problems.append(Problem("units", "", NO_UNITS, _LABEL))
    if problems:
        raise Refused(problems)
    return list(named.values()), [unit for unit in grouped.values() if unit.code not in named]


def _groups(registry: Registry, living: Iterable[Unit], on: date) -> dict[str, list[Unit]]:
    """What a group or a role may be called, and who is in it."""
    found: dict[str, list[Unit]] = {}
    for role in registry.roles:
        units = registry.units_in_role(role.role, on)
        if len(units) > 1 or role.short:
            found |= {fold(name): units for name in (role.role, role.title, role.brief)}
    for group, names in GROUP_NAMES.items():
        units = [unit for unit in living if unit.group == group]
        found |= {fold(name): units for name in (group, *names)}
    return found


def _parts(registry: Registry, text: str, groups: dict[str, list[Unit]], on: date) -> list[str]:
    """The names in a text; a comma parts two names only where the whole is none."""
    parts: list[str] = []
    for whole in _bounded(line.strip(" \t,.") for line in re.split(r"[;\n\r]+", text)):
        alone = "," not in whole or fold(whole) in groups or _is_unit(registry, whole, on)
        parts += [whole] if alone else _bounded(one.strip() for one in whole.split(","))
    return _bounded(parts)


def _bounded(names: Iterable[str]) -> list[str]:
    """Each once, without the empty ones. Raises Refused for more than anybody needs to name."""
    each = [one for one in dict.fromkeys(names) if one]
    if len(each) > MOST_LINES:
        wanted = f"nhiều nhất {MOST_LINES} tên; hãy ghi cả nhóm, như «các xã, phường»"
        raise Refused(Problem("units", f"{len(each)} tên", wanted, _LABEL))
    return each


def _is_unit(registry: Registry, text: str, on: date) -> bool:
    try:
        find_unit(registry, text, on)
    except Refused:
        return False
    return True
