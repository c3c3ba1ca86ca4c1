"""How our column types are written in a step, and compared with what a database holds."""

from typing import Any

import sqlalchemy as sa
from sqlmodel.sql.sqltypes import AutoString

from models.kinds import UtcDateTime


def render(kind: str, item: Any, _context: Any) -> str | bool:
    """Plain SQL types in the steps: they must still run when our column types have changed."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, sa.Enum):
        return f"sa.String({item.length})"
    return "sa.String()" if isinstance(item, AutoString) else False


def same_type(_context: Any, _column: Any, _metadata: Any, kept: Any, wanted: Any) -> bool | None:
    """Our own types are plain ones in the database."""
    ours = isinstance(wanted, UtcDateTime | sa.Enum)
    return False if ours and isinstance(kept, sa.DateTime | sa.String) else None
