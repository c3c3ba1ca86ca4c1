"""The demo's three sample sites, as units' own pages might look. Not part of a real installation.

One has a switch: after it the page is as it must be, and the next look finds it so.
"""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from dondoc.portal.context import Here, PageContext, page, root
from dondoc.portal.text_door import PlainRoute
from dondoc.simulation.demo_procedures import PAGES, SAMPLES, UNREADABLE, WRONG, page_rows

router = APIRouter(prefix=PAGES, route_class=PlainRoute)


@router.get("/{site}")
def sample_site(request: Request, here: Here, site: str) -> Response:
    """The list of one sample unit; of one of them only the place where a script would put it."""
    if site not in SAMPLES:
        raise HTTPException(404)
    if site == UNREADABLE:
        return page(request, "sample_site/script_only.html")
    mended = _switch(here).exists()
    unit = here.rulebook.registry.unit(site)
    return page(
        request,
        "sample_site/list.html",
        unit=unit,
        rows=page_rows(site, mended=mended),
        mended=mended,
        has_switch=site == WRONG,
        pages=PAGES,
    )


@router.post("/{site}/doi")
def switch(request: Request, here: Here, site: str) -> Response:
    """«Trang đã sửa», and back again."""
    if site != WRONG:
        raise HTTPException(404)
    mark = _switch(here)
    if mark.exists():
        mark.unlink(missing_ok=True)
    else:
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return RedirectResponse(f"{root(request)}{PAGES}/{site}", status_code=303)


def _switch(here: PageContext) -> Path:
    """Its being there says that the page was mended; the ledger knows nothing of it."""
    return here.settings.data_dir / "trang-mau-da-sua"
