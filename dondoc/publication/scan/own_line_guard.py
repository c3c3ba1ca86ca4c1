"""Did our own line carry the run? Else it opens, counts and closes nothing (§5.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dondoc.publication.scan.due_sources import DueSource
from dondoc.publication.scan.visit_source import SiteVisit
from dondoc.web.own_line import own_line_is_up
from models.publication_kinds import ReadingTrouble

_OF_THE_LINE = frozenset({ReadingTrouble.SLOW, ReadingTrouble.NO_CONNECTION})
"""How a line that is down looks; every other trouble is the other side's."""


def silent_hosts(
    due: Sequence[DueSource], visits: Mapping[int, SiteVisit], canaries: Sequence[bool] = ()
) -> tuple[str, ...]:
    """The hosts whose silence makes the run invalid; none where the line was up.

    A host that was silent at its last look already proves nothing: else a province with a third of
    its sites given up would never be checked again.
    """
    hosts: dict[str, bool] = {}
    for one in due:
        if one.answered is False or one.id not in visits:
            continue
        hosts[one.host] = hosts.get(one.host, False) or _came(visits[one.id])
    if own_line_is_up(list(hosts.values()), canaries):
        return ()
    return tuple(sorted(host for host, came in hosts.items() if not came)) or ("",)


def _came(visit: SiteVisit) -> bool:
    return visit.answered or visit.reading.trouble not in _OF_THE_LINE
