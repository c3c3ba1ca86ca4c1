"""The forms that officers fill in in the Prefect UI."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from dondoc.contacts.find_account import ACCOUNT_LABEL


def form_field(title: str, description: str, **more: Any) -> Any:
    """A field with its Vietnamese title. Prefect writes its own over a plain Field's; what is
    «extra» stays.
    """
    return Field(json_schema_extra={"title": title, "description": description, **more})


AccountAddress = Annotated[
    str,
    form_field(
        ACCOUNT_LABEL,
        "Địa chỉ thư của tài khoản cán bộ đứng tên; việc chỉ được làm khi người ấy bấm nút trong"
        " thư nhận được.",
    ),
]
"""Typed by whoever has Prefect's password, so no identity: its holder is asked by mail."""
