"""The forms that officers fill in in the Prefect UI."""

from __future__ import annotations

from typing import Any

from pydantic import Field


def form_field(title: str, description: str, **more: Any) -> Any:
    """A field with its Vietnamese title. Prefect writes its own over a plain Field's; what is
    «extra» stays.
    """
    return Field(json_schema_extra={"title": title, "description": description, **more})
