"""Every kind of paper that people make on the board or by command: one line each."""

from __future__ import annotations

from collections.abc import Mapping

from dondoc.documents.consolidated.report_papers import ReportPapers
from dondoc.documents.letters.letter_papers import LetterPapers
from dondoc.documents.letters.list_papers import ListPapers
from dondoc.documents.meeting.meeting_papers import MeetingPapers
from dondoc.documents.paper_kind import PaperKind
from dondoc.documents.publicity.conclusion_papers import ConclusionPapers
from dondoc.documents.register.paper_matter import OF_CONFERENCES, PaperMatter
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from models.kinds import DocumentKind

PAPER_KINDS: Mapping[DocumentKind, PaperKind] = {
    DocumentKind.CONSOLIDATED_REPORT: ReportPapers(),
    DocumentKind.URGING_LETTER: LetterPapers(),
    DocumentKind.PUNCTUALITY_LIST: ListPapers(),
    DocumentKind.PUBLICATION_CONCLUSION: ConclusionPapers(),
    **{kind: MeetingPapers(kind) for kind in sorted(OF_CONFERENCES)},
}


def paper_name(rulebook: Rulebook, matter: PaperMatter) -> str:
    """«Báo cáo tổng hợp quý I/2027»; of a kind that nothing here composes its kind and matter."""
    if kind := PAPER_KINDS.get(matter.kind):
        return kind.name(rulebook, matter)
    duty = rulebook.registry.duty_of(matter.plan, matter.duty)
    period = rulebook.period(duty, matter.period).short()
    said: str = phrases("papers").name(matter.kind, duty, period)
    return said
