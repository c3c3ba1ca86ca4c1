"""`/metrics`: how the installation is, for Prometheus."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fastapi import APIRouter, HTTPException, Request, Response
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from dondoc.calendar.sending_hours import last_window
from dondoc.operations.certificate_end import certificate_end
from dondoc.operations.gauges import Gauges
from dondoc.operations.silence import GRACE
from dondoc.operations.vital_signs import overdue_by_duty, settled_messages, vital_signs
from dondoc.portal.context import Here, PageContext
from dondoc.portal.hooks.may_measure import may_measure
from dondoc.portal.text_door import PlainRoute
from models.database import transaction
from models.kinds import MessageState

KEPT_FOR = timedelta(minutes=5)
"""What is overdue changes at midnight and with each answer, and is as dear as a page to count; to
count the sent takes half a second after five years.
"""

CERTIFICATE_KEPT_FOR = timedelta(hours=6)

router = APIRouter(route_class=PlainRoute)


@router.get("/metrics")
def measure(request: Request, here: Here) -> Response:
    """404 to whom they are not for, as where there is no such page; 401 for a wrong token."""
    if not may_measure(request):
        wanted = here.settings.metrics_token.get_secret_value()
        if wanted and "authorization" in request.headers:
            raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})
        raise HTTPException(404)
    kept: KeptFigures = request.app.state.kept_figures
    return Response(kept.text(here), media_type=CONTENT_TYPE_PLAIN_0_0_4)


@dataclass
class KeptFigures:
    """What is dear to ask, and when it was asked. One asks at a time; the others wait for it."""

    overdue: dict[str, int] = field(default_factory=dict)
    settled: dict[MessageState, int] = field(default_factory=dict)
    counted_at: datetime | None = None
    certificate: datetime | None = None
    certificate_at: datetime | None = None
    _one: threading.Lock = field(default_factory=threading.Lock)

    def text(self, here: PageContext) -> bytes:
        with self._one:
            if _old(self.counted_at, KEPT_FOR, here.now):
                with transaction(here.engine, write=False) as session:
                    self.overdue = overdue_by_duty(session, here.rulebook, as_of=here.now)
                    self.settled = settled_messages(session)
                self.counted_at = here.now
            if _old(self.certificate_at, CERTIFICATE_KEPT_FOR, here.now):
                self.certificate = certificate_end(here.settings.base_url)
                self.certificate_at = here.now
            window_at = last_window(here.now - GRACE, here.rulebook.workdays)
            signs = vital_signs(here)
            return Gauges(signs, window_at, self.overdue, self.settled, self.certificate).text()


def _old(asked_at: datetime | None, kept_for: timedelta, now: datetime) -> bool:
    return asked_at is None or not timedelta(0) <= now - asked_at < kept_for
