"""The drafts of the day: each month that is over, made anew where its facts moved."""

from __future__ import annotations

from sqlmodel import Session

from dondoc.documents.publicity.conclusion_matter import MonthlyMatter, months_over
from dondoc.documents.publicity.monthly_conclusion import compose_conclusion, made_conclusion
from dondoc.documents.register.find_paper import issued_of, newest_of
from dondoc.documents.register.keep_paper import KeptPaper, keep
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context


def conclusions_to_draft(session: Session, context: Context) -> list[MonthlyMatter]:
    """The months that are over and not concluded yet, the oldest first."""
    over = months_over(session, context.rulebook, context.now)
    return [one for one in reversed(over) if issued_of(session, one.matter) is None]


def renew_conclusion(
    session: Session, context: Context, month: MonthlyMatter, *, by: Actor
) -> KeptPaper:
    """Compose it as known now, and keep it; no version where nothing moved.

    Nor where a version says what was known later: a day that is lived again takes nothing back.
    """
    before = newest_of(session, month.matter)
    if before is not None and before.as_of > context.now:
        return KeptPaper(before, new=False)
    made = compose_conclusion(session, context.rulebook, month, as_of=context.now)
    kept = made_conclusion(made, context.settings.own_templates_dir)
    return keep(session, context.settings.files_dir, kept, by=by, now=context.now)
