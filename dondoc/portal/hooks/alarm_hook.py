"""Where the Prefect server reports a run that failed, crashed or is late (`dondoc apply`)."""

from __future__ import annotations

import hmac
import json
import re
from typing import Any

from fastapi import APIRouter, BackgroundTasks, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool

from dondoc.delivery.operating.run_alarm import Trouble, hook_token, queue_alarm
from dondoc.messages.phrasing import one_line
from dondoc.portal.context import Here, PageContext, deliver_later
from dondoc.portal.text_door import PlainRoute
from models.database import transaction

_LONGEST = 500
_RUN_ID = re.compile(r"[0-9a-f-]{36}")

router = APIRouter(route_class=PlainRoute)


@router.post("/moc-bao/{token}")
async def report(request: Request, background: BackgroundTasks, here: Here, token: str) -> Response:
    """Queue the alarm and send it once the answer is out. 404 for a token that is not ours."""
    if not hmac.compare_digest(token.encode(), hook_token(here.settings).encode()):
        raise HTTPException(404)
    trouble = _trouble(await request.body())
    await run_in_threadpool(_queue, here, trouble)
    deliver_later(background, request)
    return Response(status_code=204)


def _queue(here: PageContext, trouble: Trouble) -> None:
    with transaction(here.engine) as session:
        queue_alarm(session, here.settings, trouble, here.now)


def _trouble(body: bytes) -> Trouble:
    """What is said of the run; only text, each part shortened: it goes into a mail."""
    try:
        given = json.loads(body)
    except ValueError:
        raise HTTPException(422) from None
    if not isinstance(given, dict) or not given.get("run"):
        raise HTTPException(422)
    run_id = _text(given, "id")
    return Trouble(
        run=_text(given, "run"),
        state=_text(given, "state"),
        words=_text(given, "message"),
        run_id=run_id if _RUN_ID.fullmatch(run_id) else "",
    )


def _text(given: dict[str, Any], name: str) -> str:
    # A ⟦…⟧ in a stored message would be filled with a token.
    said = one_line(str(given.get(name) or "")).replace("⟦", "[").replace("⟧", "]")
    return said[:_LONGEST]
