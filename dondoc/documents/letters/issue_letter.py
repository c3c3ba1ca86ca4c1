"""A letter went out under a number: it is frozen, and stands beside its draft as it was issued."""

from __future__ import annotations

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.documents.letters.issued_file import keep_issued
from dondoc.documents.letters.late_rounds import round_of
from dondoc.documents.letters.urging_letters import LetterTo, letter_text, letter_values
from dondoc.documents.paper.paper_templates import LETTER
from dondoc.documents.register.issue_paper import IssueForm, issue
from dondoc.documents.register.paper_matter import matter_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.load_facts import load_facts
from models import Assignment, Document, DocumentAssignment


def issue_letter(
    session: Session, context: Context, document_id: int, form: IssueForm, *, by: Actor
) -> Document:
    """Freeze the draft under its number and day, and keep it as it went out, without «DỰ THẢO».

    From then on no letter of this round is drafted for whom it names. Raises Refused as `issue`.
    """
    document = issue(session, document_id, form, by=by, now=context.now)
    letter = letter_of(session, context.rulebook, document)
    text = letter_text(context.rulebook, letter, local_date(document.as_of))
    values = letter_values(text).under(form.document_number, form.document_on)
    keep_issued(session, context, document, LETTER, values)
    return document


def letter_of(session: Session, rulebook: Rulebook, document: Document) -> LetterTo:
    """The letter that a version is: whom it names, as they stood at its `as_of`."""
    matter = matter_of(document)
    about = select(DocumentAssignment.assignment_id).where(
        col(DocumentAssignment.document_id) == document.id
    )
    named = load_facts(session, col(Assignment.id).in_(about), as_of=document.as_of)
    late_round = round_of(rulebook, named, (), local_date(document.as_of))
    return LetterTo(late_round, matter, tuple(named))
