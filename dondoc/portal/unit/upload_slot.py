"""Forms with files are read a few at a time, after it is known whose link they came by."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from fastapi import HTTPException, Request

from dondoc.limits import MOST_UPLOADS, MOST_UPLOADS_OF_ONE, UPLOAD_PATIENCE


class UploadPlaces:
    """The places among the forms being read, and how many of them one link or session has."""

    def __init__(self, most: int = MOST_UPLOADS, of_one: int = MOST_UPLOADS_OF_ONE) -> None:
        self._all = asyncio.Semaphore(most)
        self._of_one = of_one
        self._holders: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()

    @asynccontextmanager
    async def place(self, holder: str) -> AsyncIterator[None]:
        """First its own, then one of all: who waits for itself keeps nobody else waiting."""
        mine = self._holders.setdefault(holder, asyncio.Semaphore(self._of_one))
        async with mine, self._all:
            yield


@asynccontextmanager
async def upload_slot(
    request: Request, *, patience: float = UPLOAD_PATIENCE
) -> AsyncIterator[None]:
    """A place among the forms being read; 503 for one that waited too long for it."""
    places: UploadPlaces = request.app.state.uploads
    taken = places.place(_holder(request))
    try:
        async with asyncio.timeout(patience):
            await taken.__aenter__()
    except TimeoutError:
        busy = {"Retry-After": "60", "Connection": "close"}
        raise HTTPException(503, headers=busy) from None
    try:
        yield
    finally:
        await taken.__aexit__(None, None, None)


def _holder(request: Request) -> str:
    """By which right the form comes: a unit's link, or a session of the board."""
    token = str(request.path_params.get("token", "")).strip().lower()
    return token or getattr(request.state, "session_hash", "")
