"""How many sources came to what: the figures of a sentence, of a run's state, of a report. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from dondoc.publication.score.load_looks import PROVES
from dondoc.publication.score.publication_state import PublicationState
from models.publication_kinds import CheckVerdict, Severity

_IN_VAIN = (CheckVerdict.UNREACHABLE, CheckVerdict.UNVERIFIABLE)


@dataclass(frozen=True)
class SourceTally:
    """Sources by what their newest look came to, and the findings open in them."""

    units: int
    sources: int
    verified: int
    unverifiable: int  # or unreachable
    linked: int  # lead on to an official portal
    unseen: int  # no look in the period
    open: int
    grave: int


def tally_of(state: PublicationState) -> SourceTally:
    findings = state.open_findings
    return SourceTally(
        units=len(state.units),
        sources=len(state.sources),
        verified=state.count(lambda one: one.last is not None and one.last.verdict in PROVES),
        unverifiable=state.count(lambda one: one.last is not None and one.last.verdict in _IN_VAIN),
        linked=state.count(
            lambda one: one.last is not None and one.last.verdict is CheckVerdict.LINKED
        ),
        unseen=state.count(lambda one: one.last is None),
        open=len(findings),
        grave=sum(1 for one in findings if one.severity is Severity.HIGH),
    )
