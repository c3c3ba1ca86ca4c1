"""Công văn đôn đốc as a kind of paper: what the board and the command line ask of it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from dondoc.clock import local_date
from dondoc.documents.consolidated.unit_names import many_names
from dondoc.documents.letters.draft_letters import renew_letter
from dondoc.documents.letters.issue_letter import issue_letter, letter_of
from dondoc.documents.letters.late_rounds import late_rounds
from dondoc.documents.letters.urging_letters import (
    LetterTo,
    letter_text,
    letter_values,
    letters_of,
)
from dondoc.documents.paper_kind import NarrativePlace, ShownPaper, chapters_of
from dondoc.documents.register.issue_paper import IssueForm, IssueFrame
from dondoc.documents.register.keep_paper import KeptPaper, mark_of
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.problems import Problem, Refused
from models import Document

_NUMBER = "56"


class LetterPapers:
    """See `PaperKind`."""

    issue_form: type[IssueForm] = IssueForm

    def name(self, rulebook: Rulebook, matter: PaperMatter) -> str:
        duty = rulebook.registry.duty_of(matter.plan, matter.duty)
        period = rulebook.period(duty, matter.period).short()
        unit = rulebook.registry.unit(matter.subject).name if matter.subject else ""
        said: str = phrases("urging").name(duty, period, unit)
        return said

    def places(self) -> tuple[NarrativePlace, ...]:
        """None: whoever wants other words writes them in Word."""
        return ()

    def to_draft(self, session: Session, context: Context) -> list[PaperMatter]:
        """Those that the day's run drafts."""
        one_each = context.settings.urge_each
        rounds = late_rounds(session, context.rulebook, context.now)
        return [one.matter for late in rounds for one in letters_of(late, one_each=one_each)]

    def renew(
        self, session: Session, context: Context, matter: PaperMatter, *, by: Actor
    ) -> KeptPaper:
        letter = _letter(session, context.rulebook, matter, context.now)
        if letter is None:
            wanted = phrases("urging").nobody_to_urge()
            raise Refused(Problem("document", "", wanted, "Công văn đôn đốc"))
        return renew_letter(session, context, letter, by=by)

    def moved(
        self,
        session: Session,
        rulebook: Rulebook,
        matter: PaperMatter,
        *,
        since: datetime,
        until: datetime,
    ) -> list[str]:
        """Who has come onto it, and who has left it."""
        before, after = (_named(session, rulebook, matter, now) for now in (since, until))
        joined = [name for name in after if name not in before]
        left = [name for name in before if name not in after]
        book = phrases("urging")
        lines = [book.joined(len(joined), many_names(joined))] if joined else []
        return [*lines, book.left(len(left), many_names(left))] if left else lines

    def shown(self, session: Session, rulebook: Rulebook, document: Document) -> ShownPaper:
        letter = letter_of(session, rulebook, document)
        text = letter_text(rulebook, letter, local_date(document.as_of))
        values = letter_values(text)
        mark = mark_of(letter.mark_facts(text))
        return ShownPaper(values.about, chapters_of(values, {}), (), mark)

    def frame(self, rulebook: Rulebook, matter: PaperMatter, now: datetime) -> IssueFrame:
        duty = rulebook.registry.duty_of(matter.plan, matter.duty)
        symbol = rulebook.registry.monitoring_unit(duty, local_date(now)).symbol
        return IssueFrame(now, f"{_NUMBER}/{symbol}-CCHC" if symbol else f"{_NUMBER}/CCHC")

    def issue(
        self, session: Session, context: Context, document: Document, form: IssueForm, *, by: Actor
    ) -> None:
        issue_letter(session, context, document.id or 0, form, by=by)


def _letter(
    session: Session,
    rulebook: Rulebook,
    matter: PaperMatter,
    now: datetime,
    *,
    issued_too: bool = False,
) -> LetterTo | None:
    """The letter of that matter as it would be drafted at `now`; None where nobody is on it.

    With `issued_too` it names also whom a letter that was issued names.
    """
    for late in late_rounds(session, rulebook, now, issued_too=issued_too):
        letters = letters_of(late, one_each=bool(matter.subject))
        if found := [one for one in letters if one.matter == matter]:
            return found[0]
    return None


def _named(session: Session, rulebook: Rulebook, matter: PaperMatter, now: datetime) -> list[str]:
    letter = _letter(session, rulebook, matter, now, issued_too=True)
    codes = dict.fromkeys(one.unit_code for one in letter.facts) if letter else {}
    units = [rulebook.registry.unit(code) for code in codes]
    return [unit.name for unit in sorted(units, key=lambda unit: (unit.order, unit.code))]
