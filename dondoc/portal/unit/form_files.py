"""The files that come with a form: kept, carried over, and let go of when they come no more."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Engine

from dondoc.portal.unit.unit_form import TypedAnswer
from dondoc.portal.unit.uploads import Keeper, distinct, too_many
from dondoc.problems import Problem
from dondoc.submissions.files import StoredFile, claimed_files
from models.database import transaction


def files_of_form(
    engine: Engine, keeps: Keeper, typed: TypedAnswer
) -> tuple[list[StoredFile], list[Problem]]:
    """Every file that the form brings, chosen now or before, and what is wrong with any."""
    stored, problems = keeps.keep(typed.uploads, typed.form_key)
    carried, gone = keeps.carried(typed.carried)
    files = distinct([*carried, *stored])
    _let_go(engine, keeps, typed.form_key, {file.sha256 for file in files})
    return files, [*problems, *gone, *too_many(files)]


def _let_go(engine: Engine, keeps: Keeper, form_key: str, still: Collection[str]) -> None:
    """Drop what this form brought when it was refused, and brings no more."""
    behind = keeps.unclaimed.left_behind(form_key, still)
    if not behind:
        return
    with transaction(engine, write=False) as session:
        claimed = claimed_files(session, behind)
    for sha256 in behind:
        keeps.unclaimed.drop(sha256, claimed=sha256 in claimed)
