"""The ledger's steps: up and down from nothing on both databases, and nothing left to add."""

from __future__ import annotations

import re

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect
from sqlmodel import SQLModel

from models.migrations.env_types import same_type
from models.migrations.run import HERE, is_known, migrate, migrate_down, newest, present

STEPS = sorted((HERE / "versions").glob("*.py"))


def test_it_goes_up_from_nothing_and_down_to_nothing(empty):
    migrate(empty)

    tables = set(inspect(empty).get_table_names()) - {"alembic_version"}
    assert set(SQLModel.metadata.tables) == tables
    assert newest() == present(empty)

    migrate_down(empty)
    assert {"alembic_version"} == set(inspect(empty).get_table_names())


def test_the_models_need_no_further_step(empty):
    migrate(empty)

    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": same_type})
        assert [] == compare_metadata(context, SQLModel.metadata)


def test_migrating_twice_changes_nothing(empty):
    migrate(empty)
    migrate(empty)

    assert newest() == present(empty)


def test_steps_are_numbered_and_named_for_what_they_do():
    numbers = [int(step.stem[:4]) for step in STEPS]
    assert list(range(1, len(STEPS) + 1)) == numbers
    for step in STEPS:
        assert re.fullmatch(r"\d{4}_[a-z]+(_[a-z]+)+", step.stem), step.name
        assert f'revision = "{step.stem}"' in step.read_text(encoding="utf-8")


def test_a_revision_of_a_newer_program_is_not_known():
    assert is_known(newest())
    assert not is_known("9999_from_the_future")
