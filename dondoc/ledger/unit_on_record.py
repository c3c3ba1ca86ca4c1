"""A body as lists show it, also one that units.yaml no longer has: what was, stays readable."""

from __future__ import annotations

from sqlmodel import Session

from dondoc.plan.bodies import Unit
from dondoc.plan.registry import Registry
from models import UnitRow


def body_of(session: Session, registry: Registry, code: str) -> Unit:
    """The unit of that code; as the ledger kept it, where the files have lost it."""
    if code in registry.unit_codes:
        return registry.unit(code)
    kept = session.get_one(UnitRow, code)
    return Unit.model_validate(
        {
            "code": kept.code,
            "official_code": kept.official_code,
            "name": kept.name,
            "symbol": kept.symbol,
            "group": kept.group,
            "order": kept.official_order,
            "from_on": kept.from_on,
            "to_on": kept.to_on,
            "confirmed": False,
        }
    )
