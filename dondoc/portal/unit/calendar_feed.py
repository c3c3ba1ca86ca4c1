"""A unit's deadlines as a calendar that its own programme can follow."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from dondoc.delivery.composing.calendar_entry import calendar_entry
from dondoc.delivery.composing.compose import Composer
from dondoc.documents.ics import CalendarEntry, calendar
from dondoc.portal.context import PageContext
from dondoc.portal.unit.link import UnitLink
from dondoc.portal.unit.unit_list import ListedAssignment, rows_of_unit
from dondoc.rounds.standing import NOT_WANTED, StandingKind
from dondoc.settings import Settings
from models.kinds import NoticeKind

_SILENT = NOT_WANTED | {StandingKind.CLOSED}


def of_unit(session: Session, here: PageContext, link: UnitLink) -> str:
    """The unit's deadlines of this year and later, the finished ones marked and silent.

    What still waits stays, however old. What is waived is left out, and what is counted: it has no
    deadline.

    The entries are those of the mails (same UID), so a calendar that got both shows one.
    """
    composer = Composer(session, here.rulebook, here.settings, here.now)
    rows = rows_of_unit(session, here, link.unit_code)
    entries = [
        _entry(composer, here, link, row)
        for row in rows
        if row.standing.kind not in _SILENT
        and not row.facts.continuous
        and (row.waits or row.facts.due_on.year >= here.today.year)
    ]
    name = here.rulebook.registry.unit(link.unit_code).name
    asked = any(row.facts.tone == "request" for row in rows)
    return calendar(entries, name=f"{'Mốc thời gian' if asked else 'Hạn báo cáo'} – {name}")


def address(settings: Settings, link: UnitLink) -> str:
    """The feed's address in full, to be pasted into a calendar programme."""
    return f"{settings.base_url}/v/{link.home.rsplit('/', 1)[-1]}/lich.ics"


def _entry(
    composer: Composer, here: PageContext, link: UnitLink, row: ListedAssignment
) -> CalendarEntry:
    item = composer.item(row.facts, NoticeKind.REMINDER)
    entry = calendar_entry(here.settings, item, row.facts, stamp=here.now)
    token = link.home.rsplit("/", 1)[-1]
    return replace(
        entry,
        rings=row.waits,
        summary=entry.summary if row.waits else f"✓ Đã gửi – {entry.summary}",
        url=f"{here.settings.base_url}/v/{token}/viec/{row.facts.id}",
    )
