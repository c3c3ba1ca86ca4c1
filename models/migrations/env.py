"""What alembic runs for each command: our tables, on the connection it was given."""

from alembic import context
from sqlmodel import SQLModel

import models  # noqa: F401 (registers every table)
from models.database import make_engine
from models.migrations.env_types import render, same_type

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
