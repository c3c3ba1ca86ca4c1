"""The drafts of a day: each late round's letters kept, withdrawn once nobody is left on them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from dondoc.clock import local_date
from dondoc.documents.consolidated.draft_artifact import document_address
from dondoc.documents.letters.late_rounds import LateRound, late_rounds
from dondoc.documents.letters.urging_letters import (
    LetterTo,
    letter_text,
    letter_values,
    letters_of,
)
from dondoc.documents.paper.paper_templates import LETTER
from dondoc.documents.paper.render_paper import paper
from dondoc.documents.register.find_paper import files_of, newest_drafts, newest_of
from dondoc.documents.register.issue_paper import withdraw
from dondoc.documents.register.keep_paper import MadePaper, keep
from dondoc.documents.register.paper_matter import PaperMatter, matter_of
from dondoc.ledger.actors import Actor
from dondoc.ledger.installation import Context
from dondoc.ledger.upsert import insert_new
from dondoc.messages.environment import phrases
from dondoc.messages.urging_wording import UrgingText, urging_markdown
from dondoc.plan.rulebook import Rulebook
from dondoc.plan.schema import Duty
from dondoc.rounds.load_facts import load_facts
from models import Assignment, Document, DocumentAssignment
from models.kinds import DocumentKind

_RULE = "\n\n---\n\n"


@dataclass(frozen=True)
class Draft:
    """The letters about one round, for the monitoring body to sign; `text` is Markdown."""

    duty: Duty
    period: str
    period_short: str
    monitor: str
    units: int  # who are urged
    asked: int  # who are asked, each by a letter of his own
    text: str
    unreached: int = 0  # past the date as well, and never told: not in the letters

    @property
    def key(self) -> str:
        """`bao-cao-dinh-ky-2027-q1`: a-z, 0-9 and dashes only."""
        return f"{self.duty.slug}-{self.period.lower()}"

    def words(self) -> str:
        """What the day's run says of it."""
        return phrases("urging").drafted(self)

    def caption(self) -> str:
        """Whose draft it is and whom it urges."""
        return phrases("urging").caption(self)


def draft_letters(session: Session, context: Context, *, by: Actor) -> list[Draft]:
    """The drafts that stand now, each kept as docx; a new version only where its list moved.

    What is still unsigned and urges nobody any more is withdrawn. A day that is lived again takes
    nothing back that was known later.
    """
    drafts, standing = [], set()
    one_each = context.settings.urge_each
    for late_round in late_rounds(session, context.rulebook, context.now):
        letters = letters_of(late_round, one_each=one_each)
        standing |= {letter.matter for letter in letters}
        shown = [_kept(session, context, letter, by) for letter in letters]
        drafts.append(_draft(context.rulebook, late_round, shown))
    _withdraw_others(session, context, standing, by)
    return drafts


def keep_letter(session: Session, context: Context, letter: LetterTo, *, by: Actor) -> Document:
    """The version that stands now: a new one where its list moved, or the last was withdrawn."""
    made = _made(context, letter, letter_text(context.rulebook, letter, context.today))
    newest = newest_of(session, letter.matter)
    if newest is not None and newest.as_of > context.now:
        return newest
    if newest is None or newest.mark != made.mark or newest.withdrawn_at is not None:
        newest = _keep(session, context, letter, made, by)
    return newest


def _kept(session: Session, context: Context, letter: LetterTo, by: Actor) -> str:
    """The letter in the words of the version that stands, which is named above them."""
    newest = keep_letter(session, context, letter, by=by)
    if newest.as_of > context.now:
        return urging_markdown(letter_text(context.rulebook, letter, context.today))
    text = letter_text(context.rulebook, letter, local_date(newest.as_of))
    return f"{_named(session, context, newest)}\n\n{urging_markdown(text)}"


def _made(context: Context, letter: LetterTo, text: UrgingText) -> MadePaper:
    book = phrases("urging")
    late_round = letter.late_round
    period = context.rulebook.period(late_round.duty, late_round.period).short()
    units = len({one.unit_code for one in letter.facts})
    return MadePaper(
        matter=letter.matter,
        as_of=context.now,
        basis=book.basis(late_round.duty, period),
        said=book.said(units),
        facts=letter.mark_facts(text),
        files={},
    )


def _keep(
    session: Session, context: Context, letter: LetterTo, made: MadePaper, by: Actor
) -> Document:
    text = letter_text(context.rulebook, letter, context.today)
    own = context.settings.own_templates_dir
    docx = paper(LETTER, letter_values(text), as_of=context.now, own=own)
    made = replace(made, files={_file_name(letter): docx})
    kept = keep(session, context.settings.files_dir, made, by=by, now=context.now)
    rows = [{"document_id": kept.document.id, "assignment_id": one.id} for one in letter.facts]
    insert_new(session, DocumentAssignment, rows)
    return kept.document


def _file_name(letter: LetterTo) -> str:
    """`cong-van-don-doc-bao-cao-dinh-ky-2027-q1.docx`, with the unit where it is to one."""
    matter, slug = letter.matter, letter.late_round.duty.slug
    parts = ("cong-van-don-doc", slug, matter.period.lower(), matter.subject)
    return f"{'-'.join(filter(None, parts))}.docx"


def _named(session: Session, context: Context, document: Document) -> str:
    """The docx of it: version, hash, its page on the board."""
    address = document_address(context, document)
    file = files_of(session, document)[0]
    return phrases("urging").kept(document, file.name, file.sha256, address)


def _draft(rulebook: Rulebook, late_round: LateRound, shown: Sequence[str]) -> Draft:
    parts = list(shown)
    if late_round.lost:
        parts.append(phrases("urging").without(_names(rulebook, late_round)))
    return Draft(
        duty=late_round.duty,
        period=late_round.period,
        period_short=rulebook.period(late_round.duty, late_round.period).short(),
        monitor=late_round.monitor.name,
        units=len(late_round.urged),
        asked=len({one.unit_code for one in late_round.asked}),
        unreached=len(late_round.lost),
        text=_RULE.join(parts),
    )


def _names(rulebook: Rulebook, late_round: LateRound) -> list[str]:
    units = [rulebook.registry.unit(facts.unit_code) for facts in late_round.lost]
    return [unit.name for unit in sorted(units, key=lambda unit: unit.order)]


def _withdraw_others(
    session: Session, context: Context, standing: Collection[PaperMatter], by: Actor
) -> None:
    for document in newest_drafts(session, (DocumentKind.URGING_LETTER,)):
        if matter_of(document) in standing or document.as_of > context.now:
            continue
        why = _why_over(session, context, document)
        withdraw(session, document.id or 0, why=why, by=by, now=context.now)


def _why_over(session: Session, context: Context, document: Document) -> str:
    """Everybody on it has answered; else it urges nobody for other reasons, one by one."""
    about = select(DocumentAssignment.assignment_id).where(
        col(DocumentAssignment.document_id) == document.id
    )
    named = load_facts(session, col(Assignment.id).in_(about), as_of=context.now)
    book = phrases("urging")
    return book.all_in() if all(one.answered for one in named) else book.nobody_left()
