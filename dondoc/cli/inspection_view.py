"""A draw, as `dondoc inspection` shows it."""

from __future__ import annotations

from collections.abc import Iterator

from dondoc.inspections.draw import Drawn
from dondoc.inspections.sample import SampleShare
from dondoc.ledger.installation import Installation
from dondoc.plan.schema import Duty


def draw_page(installation: Installation, drawn: Drawn) -> str:
    return "\n".join(_lines(installation, drawn))


def draw_json(
    installation: Installation,
    duty: Duty,
    period: str,
    drawn: Drawn | None,
    share: SampleShare | None = None,
) -> dict[str, object]:
    units = (
        [
            {
                "unit": code,
                "unit_name": installation.rulebook.registry.unit(code).name,
                "again": again,
            }
            for code, again in ((one, one in drawn.again) for one in drawn.units)
        ]
        if drawn
        else []
    )
    return {
        "duty": duty.code,
        "period": period,
        "seed": drawn.seed if drawn else None,
        "percent": drawn.percent if drawn else None,
        "of": drawn.of if drawn else None,
        "inspected": share.inspected if share else None,
        "units": units,
    }


def _lines(installation: Installation, drawn: Drawn) -> Iterator[str]:
    registry = installation.rulebook.registry
    groups = ", ".join(
        f"{registry.role(role).brief} {count}/{total}"
        for role, (count, total) in drawn.by_group.items()
    )
    yield (
        f"Rút {len(drawn.units)}/{drawn.of} đơn vị (ít nhất {drawn.percent} %),"
        f" hạt giống {drawn.seed}: {groups}."
    )
    for number, code in enumerate(drawn.units, start=1):
        again = " (kỳ trước cũng được rút)" if code in drawn.again else ""
        yield f"{number:3}. {registry.unit(code).name}{again}"
