"""A form with files from a signed-in account: whether it is ours is known before one is read."""

from __future__ import annotations

from fastapi import Request
from starlette.datastructures import FormData

from dondoc.limits import MOST_FIELDS
from dondoc.portal.sign_in.session import require_form_token
from dondoc.portal.unit.upload_slot import upload_slot
from dondoc.portal.unit.uploads import Upload, uploads_of


async def upload_form(
    request: Request, *, most_files: int = 1
) -> tuple[FormData, tuple[Upload, ...]]:
    """Its fields and its files; 403 unless it is one of our own pages' of this session."""
    async with upload_slot(request):
        form = await request.form(max_files=most_files, max_fields=MOST_FIELDS)
        try:
            require_form_token(request, field_text(form, "form_token"))
            return form, await uploads_of(form)
        finally:
            await form.close()


def field_text(form: FormData, name: str) -> str:
    """What was typed there; empty where nothing was."""
    value = form.get(name)
    return value if isinstance(value, str) else ""
