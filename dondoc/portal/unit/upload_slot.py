"""Forms with files are read a few at a time, after it is known whose link they came by."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import HTTPException, Request

from dondoc.limits import UPLOAD_PATIENCE


@asynccontextmanager
async def upload_slot(
    request: Request, *, patience: float = UPLOAD_PATIENCE
) -> AsyncIterator[None]:
    """A place among the forms being read; 503 for one that waited too long for it."""
    slots: asyncio.Semaphore = request.app.state.uploads
    try:
        async with asyncio.timeout(patience):
            await slots.acquire()
    except TimeoutError:
        busy = {"Retry-After": "60", "Connection": "close"}
        raise HTTPException(503, headers=busy) from None
    try:
        yield
    finally:
        slots.release()
