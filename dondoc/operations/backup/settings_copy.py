"""The settings as a copy keeps them: what was set, without any password."""

from __future__ import annotations

from pydantic import SecretStr
from sqlalchemy import make_url

from dondoc.settings import Settings

SETTINGS_COPY = "settings.env"
_HEAD = "# Thiết lập lúc sao lưu. Mật khẩu và khóa không có ở đây: phải ghi lại các dòng sau.\n"


def without_passwords(settings: Settings) -> tuple[str, tuple[str, ...]]:
    """The settings that were set, as lines of a settings file; and which were left out."""
    kept, left_out = [], []
    for name in type(settings).model_fields:
        if name not in settings.model_fields_set:
            continue
        variable, value = f"DONDOC_{name.upper()}", getattr(settings, name)
        if isinstance(value, SecretStr):
            left_out += [variable] if value.get_secret_value() else []
            continue
        text = _as_typed(value)
        if name == "database_url" and text and make_url(text).password:
            left_out.append(variable)
            text = make_url(text).set(password=None).render_as_string(hide_password=False)
        kept.append(f"{variable}={_quoted(text)}\n")
    again = [f"# {variable}=\n" for variable in left_out]
    return "".join([_HEAD if left_out else "", *again, *kept]), tuple(left_out)


def _as_typed(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _quoted(text: str) -> str:
    """As python-dotenv reads it back: quoted where a bare value would end or change."""
    if text and not set(text) & set(" #'\"\\\n$"):
        return text
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'" if text else ""
