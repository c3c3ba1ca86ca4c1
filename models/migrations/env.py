"""What alembic runs for each command: our tables, on the connection it was given."""

from typing import Any

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import models  # noqa: F401 (registers every table)
from models.database import make_engine
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


options = {
    "target_metadata": SQLModel.metadata,
    "render_item": render,
    "compare_type": same_type,
}
connection = context.config.attributes.get("connection")
if connection is None:
    url = context.get_x_argument(as_dictionary=True)["url"]
    with make_engine(url).begin() as own:
        context.configure(connection=own, **options)
        context.run_migrations()
else:
    context.configure(connection=connection, **options)
    context.run_migrations()
