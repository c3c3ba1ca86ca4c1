"""Every setting with its value, where the value comes from, and its meaning."""

from __future__ import annotations

import os
from typing import Any

from pydantic import SecretStr
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from dondoc.cli.terminal_text import wrapped
from dondoc.settings import FILE_VARIABLE, Settings

HIDDEN = "(không hiện)"
UNSET = "(để trống)"


def settings_json(settings: Settings) -> dict[str, str]:
    """Each value by the name of its variable; secrets are hidden here too."""
    return {name: _value(name, settings) for name in _names().values()}


def settings_page(settings: Settings | None) -> str:
    """The list; without settings (some are wrong) still what there is to set."""
    return "\n".join(_list(settings))


def _names() -> dict[str, str]:
    """The variables' names by those of the fields."""
    return {name: f"DONDOC_{name.upper()}" for name in Settings.model_fields}


def _list(settings: Settings | None) -> list[str]:
    file = os.environ.get(FILE_VARIABLE)
    lines = [f"Tệp thiết lập ({FILE_VARIABLE}): {file or 'không dùng'}"]
    for name, variable in _names().items():
        value = f" = {_value(variable, settings)}" if settings else ""
        said = f"{Settings.model_fields[name].description}; {_source(name, settings)}"
        lines += ["", f"{variable}{value}", wrapped(said, indent="    ")]
    return lines


def _source(name: str, settings: Settings | None) -> str:
    if f"DONDOC_{name.upper()}" in os.environ:
        return "từ biến môi trường"
    if settings is None:
        return "chưa đọc được"
    return "từ tệp thiết lập" if name in settings.model_fields_set else "mặc định"


def _value(variable: str, settings: Settings) -> str:
    value: Any = getattr(settings, variable.removeprefix("DONDOC_").lower())
    if isinstance(value, SecretStr):
        return HIDDEN if value.get_secret_value() else UNSET
    if variable == "DONDOC_DATABASE_URL" and value:
        return _without_password(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        value = ",".join(value)
    return str(value) if value not in ("", None) else UNSET


def _without_password(url: str) -> str:
    try:
        return make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return HIDDEN
