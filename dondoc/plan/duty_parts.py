"""Which part of a duty is whose, where several roles share it."""

from __future__ import annotations

from datetime import date

from dondoc.plan.registry import Registry
from dondoc.plan.schema import Duty, Unit


def parts_of(registry: Registry, duty: Duty, unit: Unit, on: date) -> str:
    """«thể chế»; of a body in several of its roles every part; empty where nothing is shared."""
    found = [
        share.part
        for share in duty.responsible
        if share.part and share.covers(on)
        if any(one.code == unit.code for one in registry.units_in_role(share.role, on))
    ]
    return "; ".join(found)
