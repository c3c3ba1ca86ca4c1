"""«Công khai TTHC»: units × places with score and figures, as of any day, as a page or a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from dondoc.access import Act
from dondoc.messages.environment import phrases
from dondoc.plan.bodies import Unit
from dondoc.portal.board.board_links import FINDING_PATH, PUBLICATION_PATH
from dondoc.portal.board.board_view import instant
from dondoc.portal.board.groups import GROUPS
from dondoc.portal.board.publication_matrix import publication_matrix
from dondoc.portal.board.publication_view import (
    PublicationView,
    months_seen,
    read_publication_view,
)
from dondoc.portal.board.table_page import ViewFile, table_page
from dondoc.portal.board.tables.publication_tables import publication_tables
from dondoc.portal.context import context, root
from dondoc.portal.sign_in.session import opening
from dondoc.portal.text_door import PlainRoute
from dondoc.publication.findings.finding_kinds import (
    FINDING_RULES,
    SEVERITY_NAMES,
    FindingOwner,
)
from dondoc.publication.index_766.official_index import official_words
from dondoc.publication.place_names import PLACE_NAMES
from dondoc.publication.score.load_state import publication_state
from dondoc.publication.score.publication_state import OpenFinding, PublicationState
from dondoc.publication.score.score_parts import PART_MEANINGS, PART_NAMES, WEIGHTS
from dondoc.publication.score.source_tally import tally_of
from dondoc.publication.score.source_words import LEGEND
from models import Account
from models.database import transaction

router = APIRouter(route_class=PlainRoute)

_SHOWN = 100
"""Findings that the page lists; the file has all."""


@router.get(PUBLICATION_PATH)
def show(request: Request, account: Annotated[Account, Depends(opening(Act.SEE))]) -> Response:
    """The whole province in one month, narrowed as the address says."""
    here = context(request)
    book = phrases("publication")
    as_of, on, problems = instant(request.query_params, here.now)
    with transaction(here.engine, write=False) as session:
        months = months_seen(session, as_of=as_of)
        view = read_publication_view(request.query_params, months, on=on, problems=problems)
        state = publication_state(session, here.rulebook.registry, view.period, as_of=as_of)
        official = official_words(
            *(session, here.rulebook, view.period, state.score.points), as_of=as_of
        )
    shown = view.narrowed(state)
    listed = _listed(shown) if view.by_finding else []
    return table_page(
        request,
        "board/publication.html",
        account,
        publication_file(shown, view, as_of=as_of),
        view=view,
        state=state,
        sentence=book.tally(tally_of(state), state.period.short()),
        internal=book.internal(),
        official=official,
        note=book.table_note(),
        matrix=publication_matrix(shown, root=root(request)),
        months=_choices(months, view),
        on=on,
        warnings=view.problems,
        path=PUBLICATION_PATH,
        groups=GROUPS,
        places=PLACE_NAMES,
        severities=SEVERITY_NAMES,
        kinds=_KINDS,
        weights=WEIGHTS,
        parts=PART_NAMES,
        meanings=PART_MEANINGS,
        legend=LEGEND,
        listed=listed[:_SHOWN],
        listed_of=len(listed),
        finding_path=FINDING_PATH,
    )


_KINDS = {
    kind: rule.name for kind, rule in FINDING_RULES.items() if rule.owner is not FindingOwner.NOBODY
}


def _listed(shown: PublicationState) -> list[tuple[Unit, OpenFinding]]:
    """The findings that were asked for, unit by unit, the gravest of each first."""
    return [(source.unit, one) for source in shown.sources for one in source.open_findings]


def _choices(months: Sequence[object], view: PublicationView) -> list[object]:
    """The months to choose from; a quarter or a year that the address names stands among them."""
    return [*([] if view.period in months else [view.period]), *months]


def publication_file(
    shown: PublicationState, view: PublicationView, *, as_of: datetime
) -> ViewFile:
    """The same as tables."""
    return ViewFile(
        f"cong-khai-tthc-{shown.period.key.lower()}",
        as_of,
        lambda: publication_tables(shown, as_of=as_of, on=view.on, problems=view.problems),
        view.problems,
    )
