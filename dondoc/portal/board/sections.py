"""The sections of the board: whose pages are mounted, and what stands in the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter

from dondoc.access import Act
from dondoc.plan.features import Feature, may_demand, wants
from dondoc.plan.schema import Plan
from dondoc.portal.board import (
    assignment_page,
    board_demand_file,
    board_links,
    board_page,
    call_acts,
    contact_keys,
    contact_requests,
    contacts_page,
    demand_page,
    evidence_pages,
    finding_acts,
    finding_pages,
    hand_acts,
    inspection_pages,
    late_twice_pages,
    leader_pages,
    letter_pages,
    one_unit_pages,
    overdue_pages,
    paper_acts,
    paper_pages,
    paper_texts,
    papers_pages,
    publication_pages,
    record_pages,
    search_page,
    snapshot_pages,
    source_acts,
    source_pages,
    undo_acts,
    visit_pages,
    waiting_pages,
    year_pages,
)
from dondoc.portal.board.conference import (
    conference_acts,
    conference_address,
    conference_pages,
    desk_pages,
    document_pages,
    list_pages,
    login_pages,
    proof_pages,
    question_pages,
    scoring_pages,
    task_pages,
)
from dondoc.portal.context import PageContext
from models import Account


@dataclass(frozen=True)
class Section:
    """Pages of the board. With a `label` they stand in the menu, for accounts that may do `act`.

    With `wanted` only where the plan has a duty for it, by its flow or as a demand by hand; with
    `shown` where it says so of this installation and this account.

    `longer` follows the label where there is room; a plain blank in front of it would fall away.
    """

    router: APIRouter
    path: str = ""
    label: str = ""
    longer: str = ""
    act: Act | None = None
    wanted: Callable[[Plan], bool] | None = None
    shown: Callable[[PageContext, Account], bool] | None = None


def _of(feature: Feature) -> Callable[[Plan], bool]:
    return partial(wants, feature=feature)


def _letters_are_read(here: PageContext, _account: Account) -> bool:
    return bool(here.settings.incoming_url.get_secret_value())


_ON_DEMAND = "\N{NO-BREAK SPACE}đột xuất"

SECTIONS = (
    Section(record_pages.router),  # before the forms whose addresses they resemble
    Section(hand_acts.router),
    Section(call_acts.router),
    Section(board_page.router),
    Section(search_page.router),
    Section(
        inspection_pages.router, inspection_pages.PATH, "Kiểm tra", wanted=_of(Feature.INSPECTION)
    ),
    Section(visit_pages.router),
    Section(
        conference_pages.router, conference_address.PATH, "Hội nghị", wanted=_of(Feature.CONFERENCE)
    ),
    Section(conference_acts.router),
    Section(document_pages.router),
    Section(question_pages.router),
    Section(task_pages.router),
    Section(login_pages.router),
    Section(proof_pages.router),
    Section(scoring_pages.router),
    Section(desk_pages.router),
    Section(list_pages.router),
    Section(
        publication_pages.router,
        board_links.PUBLICATION_PATH,
        "Công khai TTHC",
        wanted=_of(Feature.PUBLICATION),
    ),
    Section(source_pages.router),
    Section(finding_pages.router),
    Section(finding_acts.router),
    Section(source_acts.router),
    Section(snapshot_pages.router),
    Section(demand_page.router, demand_page.PATH, "Yêu cầu", _ON_DEMAND, Act.DEMAND, may_demand),
    Section(papers_pages.router, board_links.PAPERS_PATH, "Tài liệu"),
    Section(paper_pages.router),
    Section(paper_acts.router),
    Section(paper_texts.router),
    Section(
        letter_pages.router,
        letter_pages.PATH,
        "Thư đến",
        act=Act.LETTERS,
        shown=_letters_are_read,
    ),
    Section(assignment_page.router),
    Section(board_demand_file.router),
    Section(undo_acts.router),
    Section(contacts_page.router),
    Section(contact_keys.router),
    Section(contact_requests.router),
    Section(one_unit_pages.router),
    Section(evidence_pages.router),
    Section(year_pages.router),
    Section(late_twice_pages.router),
    Section(leader_pages.router),
    Section(overdue_pages.router),
    Section(waiting_pages.router),
)


def menu(here: PageContext, account: Account, more: tuple[Section, ...] = ()) -> list[Section]:
    """The menu of an account, with `more` of other rooms: what the plan has, what it may do."""
    plan = here.rulebook.registry.plan
    return [
        section
        for section in (*SECTIONS, *more)
        if section.label
        and (section.wanted is None or section.wanted(plan))
        and (section.act is None or here.may(account, section.act))
        and (section.shown is None or section.shown(here, account))
    ]
