"""What one version of a procedure says, apart from when it says so. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from models import Procedure
from models.publication_kinds import ListKind


@dataclass(frozen=True)
class ProcedureText:
    """The columns of `models.Procedure` that a list states."""

    name: str = ""
    level: str = ""
    sector: str = ""
    agency: str = ""
    units: tuple[str, ...] = ()
    kind: ListKind = ListKind.LIST
    revoked: bool = False
    components: Mapping[str, str] = field(default_factory=dict)
    fee: str = ""
    time_limit: str = ""

    def with_values(self, values: Mapping[str, Any], *, revoked: bool) -> ProcedureText:
        """The same after a file: what it does not state stays. A revocation takes no text along."""
        if revoked and self.name:
            return replace(self, revoked=True)
        given = dict(values)
        if "units" in given:
            given["units"] = tuple(given["units"])
        if "components" in given:
            joined = {**self.components, **{str(k): v for k, v in given["components"].items()}}
            given["components"] = {name: text for name, text in joined.items() if text}
        return replace(self, **given, revoked=revoked)

    def columns(self) -> dict[str, Any]:
        """As the ledger keeps it."""
        return {**asdict(self), "units": list(self.units), "components": dict(self.components)}

    def shown(self) -> dict[str, str]:
        """Each thing that it says as a person reads it, the parts one by one."""
        plain = {
            name: "; ".join(value) if isinstance(value, tuple) else str(value)
            for name, value in vars(self).items()
            if name not in ("components", "revoked", "kind")
        }
        return {**plain, **self.components}

    @property
    def digest(self) -> str:
        """The same digest, the same text: no new version."""
        text = json.dumps(self.columns(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def text_of(row: Procedure | None) -> ProcedureText:
    """What a version says; nothing where there is none."""
    if row is None:
        return ProcedureText()
    return ProcedureText(
        name=row.name,
        level=row.level,
        sector=row.sector,
        agency=row.agency,
        units=tuple(row.units),
        kind=row.kind,
        revoked=row.revoked,
        components=row.components,
        fee=row.fee,
        time_limit=row.time_limit,
    )
