"""Does the portal live, is it ready? Asked by proxies and by whoever keeps the machine running.

No session, nothing of the ledger's contents, no secret.
"""

from __future__ import annotations

import anyio
from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from dondoc.operations.readiness import Readiness, readiness
from dondoc.portal.hooks.may_measure import may_measure
from dondoc.portal.text_door import PlainRoute

SECONDS = 5.0
"""Within them a ledger answers that is well; a probe asks again after ten."""

_LOOKS = anyio.CapacityLimiter(2)
"""A database that hangs holds two threads and no more, however often a probe asks."""

router = APIRouter(route_class=PlainRoute)


@router.get("/suc-khoe")
async def lives() -> JSONResponse:
    """The process answers; it asks nobody else."""
    return JSONResponse({"status": "ok"})


@router.get("/suc-khoe/san-sang")
async def is_ready(request: Request) -> JSONResponse:
    """200 where everything is right, else 503; which part is wrong, to whom it may be told."""
    state, found = request.app.state, Readiness()
    with anyio.move_on_after(SECONDS):
        found = await run_sync(
            readiness, state.engine, state.settings, abandon_on_cancel=True, limiter=_LOOKS
        )
    said: dict[str, object] = {"status": "ready" if found.ready else "unready"}
    if state.settings.health_details or may_measure(request):
        said["checks"] = {
            "ledger": found.ledger,
            "revision": found.revision,
            "key": found.key,
        }
    return JSONResponse(said, status_code=200 if found.ready else 503)
