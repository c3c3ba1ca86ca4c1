"""The portal as one application."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from fastapi import FastAPI, Request
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from dondoc import clock
from dondoc.limits import LOOPBACK
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.portal import quiet_log
from dondoc.portal.admin.admin_sections import ADMIN_SECTIONS
from dondoc.portal.board.sections import SECTIONS, menu
from dondoc.portal.compression import Compressed
from dondoc.portal.context import FOLDER, environment, page
from dondoc.portal.demo import inbox, sample_sites
from dondoc.portal.errors import add_error_pages, too_large
from dondoc.portal.hooks import alarm_hook, health_doors, metrics_door
from dondoc.portal.protection import (
    BodyDeadline,
    BodyLimit,
    ForgiveMarks,
    HeadLikeGet,
    SecurityHeaders,
)
from dondoc.portal.sign_in import asked_act_pages, new_link_pages, sign_in_pages
from dondoc.portal.text_door import PlainText
from dondoc.portal.unit import (
    activity_pages,
    commune_acts,
    contact_pages,
    nil_page,
    unit_acts,
    unit_demand_file,
    unit_pages,
)
from dondoc.portal.unit.conference import asking_pages, invitation_pages
from dondoc.portal.unit.upload_slot import UploadPlaces
from dondoc.settings import Settings
from dondoc.simulation.demo_procedures import PAGES
from models.database import engine_for


def create_app(
    settings: Settings,
    *,
    rulebook: Rulebook | None = None,
    clock: Callable[[], datetime] = clock.now,
) -> FastAPI:
    """The portal over the ledger that the settings name; opens no connection by itself."""
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        root_path=urlsplit(settings.base_url).path,
    )
    ours = rulebook or load_rulebook(settings.plan_folder, demo=settings.demo, sound=True)
    furnish(app, settings, ours, clock)
    _add_pages(app, settings)
    add_error_pages(app)
    app.add_middleware(PlainText)
    app.add_middleware(BodyLimit, refuse=too_large)
    app.add_middleware(BodyDeadline)
    app.add_middleware(ForgiveMarks)
    app.add_middleware(Compressed)
    app.add_middleware(HeadLikeGet)
    app.add_middleware(SecurityHeaders)
    if settings.demo:  # a page elsewhere could have its own name lead here, and read the mail
        names = [one for one in LOOPBACK if ":" not in one]
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=names, www_redirect=False)
    quiet_log.hide_tokens()
    return app


def furnish(
    app: FastAPI, settings: Settings, rulebook: Rulebook, clock: Callable[[], datetime]
) -> None:
    """What its pages stand on: the ledger that the settings name, the plan, the hour."""
    app.state.settings = settings
    app.state.rulebook = rulebook
    app.state.engine = engine_for(settings.database)
    app.state.clock = clock
    app.state.uploads = UploadPlaces()
    app.state.kept_figures = metrics_door.KeptFigures()
    settings.signing_key()  # made now if it must be: a page that is read writes nothing


def _add_pages(app: FastAPI, settings: Settings) -> None:
    app.add_api_route("/", front, methods=["GET"])
    app.add_api_route("/robots.txt", robots_of_demo if settings.demo else robots, methods=["GET"])
    for pages in (
        health_doors,
        metrics_door,
        alarm_hook,
        unit_pages,
        unit_acts,
        unit_demand_file,
        nil_page,
        asking_pages,
        invitation_pages,
        activity_pages,
        commune_acts,
        contact_pages,
        sign_in_pages,
        asked_act_pages,
        new_link_pages,
    ):
        app.include_router(pages.router)
    for section in (*SECTIONS, *ADMIN_SECTIONS):
        app.include_router(section.router)
    environment().globals["menu"] = partial(menu, more=ADMIN_SECTIONS)
    if settings.demo:
        app.include_router(inbox.router)
        app.include_router(sample_sites.router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")


def front(request: Request) -> Response:
    """The bare address: where to go from here."""
    return page(request, "front.html")


def robots() -> Response:
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")


def robots_of_demo() -> Response:
    """The same, but for the sample sites, which are there to be read."""
    text = f"User-agent: *\nAllow: {PAGES}/\nDisallow: /\n"
    return Response(text, media_type="text/plain")
