"""What every page needs: the settings, the plan, the ledger, the instant; templates and answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import BackgroundTasks, Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.exc import SQLAlchemyError

from dondoc import access
from dondoc.calendar.date_words import long_date, moment, short_date, weekday, weekday_date
from dondoc.contacts.address import safe_address
from dondoc.contacts.contact_columns import PURPOSE_WORDS
from dondoc.ledger.installation import Context, as_decided
from dondoc.messages import environment as messages
from dondoc.messages.phrasing import brief_day, capital, number, sentence, small, stem
from dondoc.plan.example_number import example_number
from dondoc.portal.numbers import NUMBERS
from models import Account, Contact

FOLDER = Path(__file__).parent
BRAND = "Đôn Đốc"


@dataclass(frozen=True)
class PageContext(Context):
    """One request's context, with the rights of who is signed in."""

    def who(self, account: Account) -> access.Who:
        """The account as the policy of rights sees it today."""
        return access.who(account, self.rulebook.registry, self.today)

    def why_never(self, account: Account, act: access.Act) -> str:
        """Why the account may do this of nothing at all; empty where it may of something."""
        return access.why_never(self.who(account), act, self.rulebook.registry, self.today)

    def may(self, account: Account, act: str) -> bool:
        """For templates: is there anything to which the account may do this?"""
        return not self.why_never(account, access.Act(act))


def context(request: Request) -> PageContext:
    """The request's context, made at its first use."""
    kept: PageContext | None = getattr(request.state, "context", None)
    if kept is None:
        state = request.app.state
        try:
            rulebook = as_decided(state.rulebook, state.engine)
        except SQLAlchemyError:  # the page that says so must not need the ledger itself
            rulebook = state.rulebook
        kept = PageContext(state.settings, rulebook, state.engine, state.clock())
        request.state.context = kept
    return kept


Here = Annotated[PageContext, Depends(context)]


def page(
    request: Request,
    template: str,
    status: int = 200,
    *,
    headers: Mapping[str, str] | None = None,
    **values: Any,
) -> HTMLResponse:
    """A page. Templates see `root` (the portal's path prefix), `here` and the values given."""
    values = {"brand": BRAND, "root": root(request), "here": context(request), **values}
    text = environment().get_template(template).render(values)
    return HTMLResponse(text, status_code=status, headers=dict(headers or {}))


def root(request: Request) -> str:
    """The path that `base_url` ends with: empty, or `/dondoc` behind a shared host name."""
    return str(request.scope.get("root_path", "")).rstrip("/")


def deliver_later(background: BackgroundTasks, request: Request) -> None:
    """Send what was just committed once the answer is out; a window finds what this misses."""
    background.add_task(deliver_now, context(request))


def deliver_now(here: PageContext) -> None:
    """Send what is immediate, behind an answer that is out already."""
    from dondoc.delivery.dispatch_window import (  # noqa: PLC0415 - pages need no mail machinery
        deliver_immediate,
    )

    deliver_immediate(here.engine, here.settings, here.rulebook, here.now)


@cache
def environment() -> Environment:
    """Escapes everything; an unknown name is an error, never an empty place on a page."""
    env = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.filters.update({form.__name__: form for form in _FILTERS})
    env.globals["numbers"] = NUMBERS
    for book in ("say", "people", "papers", "scoring"):  # a page and a mail say the same
        env.globals[book] = messages.environment().globals[book]
    env.globals["meeting"] = messages.environment().globals["conference"]
    return env


def file_size(size: int) -> str:
    """«1,4 MB», «320 KB»"""
    if size >= 1024 * 1024:
        return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")
    return f"{max(1, round(size / 1024))} KB"


def purpose(contact: Contact) -> str:
    """What the contact is for its unit: «đầu mối», «lãnh đạo», «văn thư»"""
    return PURPOSE_WORDS[contact.purpose]


def shown_address(contact: Contact) -> str:
    """Its address, of a chat service only the service."""
    return safe_address(contact.channel, contact.address)


_FILTERS: tuple[Callable[..., str], ...] = (
    example_number,
    weekday,
    weekday_date,
    short_date,
    long_date,
    moment,
    brief_day,
    capital,
    small,
    stem,
    sentence,
    number,
    file_size,
    purpose,
    shown_address,
)
