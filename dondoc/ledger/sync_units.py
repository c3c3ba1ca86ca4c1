"""The ledger's copy of the units, kept as units.yaml says."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, select

from dondoc.plan.registry import Registry
from models import UnitRow


def sync_units(session: Session, registry: Registry) -> int:
    """Bring the table of units up to the data; returns how many rows changed. None is deleted."""
    kept = {unit.code: unit for unit in session.exec(select(UnitRow))}
    changed = 0
    for body in registry.units:
        values: dict[str, Any] = {
            "official_code": body.official_code,
            "name": body.name,
            "symbol": body.symbol,
            "group": body.group,
            "official_order": body.order,
            "from_on": body.from_on,
            "to_on": body.to_on,
            "confirmed": body.confirmed,
        }
        row = kept.get(body.code)
        if row is None:
            session.add(UnitRow(code=body.code, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            row.sqlmodel_update(values)
        else:
            continue
        changed += 1
    session.flush()
    return changed
