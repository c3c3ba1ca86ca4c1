"""Where prefect.yaml of a plan is, from whatever folder a command is called."""

from __future__ import annotations

from pathlib import Path

from dondoc.settings import Settings

NAME = "prefect.yaml"
_PROJECT = Path(__file__).resolve().parents[2]


def schedule_file(settings: Settings) -> Path:
    """In the folder of a plan of one's own; of the shipped plan in the project's.

    An installed package has no project around it: there it is in the data folder.
    """
    if settings.plan_folder is not None:
        return settings.plan_folder.resolve() / NAME
    if any((_PROJECT / name).is_file() for name in (NAME, "pyproject.toml")):
        return _PROJECT / NAME
    return settings.data_dir.resolve() / NAME
