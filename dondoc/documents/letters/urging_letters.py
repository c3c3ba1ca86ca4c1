"""The letters about a late round: one with all units or one each, and what each of them says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dondoc.documents.letters.late_rounds import LateRound
from dondoc.documents.paper.paper_values import LetterValues, time_words
from dondoc.documents.paper.passages import TextLine
from dondoc.documents.register.paper_matter import PaperMatter
from dondoc.messages.environment import phrases
from dondoc.messages.urging_wording import LateUnit, UrgingLetter, UrgingText, urging_text
from dondoc.plan.rulebook import Rulebook
from dondoc.rounds.facts import Facts
from models.kinds import DocumentKind


@dataclass(frozen=True)
class LetterTo:
    """One letter to be: about which assignments, under which matter it is kept."""

    late_round: LateRound
    matter: PaperMatter
    facts: tuple[Facts, ...]

    @property
    def tone(self) -> str:
        return "request" if self.facts[0].tone == "request" else "order"

    def mark_facts(self, text: UrgingText) -> dict[str, Any]:
        """What makes it another letter: who is on it, and by when an answer is asked for.

        Not the day on which it was drafted: of the same list there is one version.
        """
        return {
            "assignments": sorted([one.id, one.due_on.isoformat()] for one in self.facts),
            "wish": text.wish,
        }


def letters_of(late_round: LateRound, *, one_each: bool) -> list[LetterTo]:
    """One letter to all who are urged, or one each (the office's choice); who is asked always has
    one of his own.
    """
    urged = late_round.urged
    whole = [LetterTo(late_round, _matter(late_round, ""), urged)] if urged else []
    if one_each:
        whole = list(_alone(late_round, urged))
    return [*whole, *_alone(late_round, late_round.asked)]


def letter_text(rulebook: Rulebook, letter: LetterTo, on: date) -> UrgingText:
    """Its words, as drafted on that day."""
    late_round = letter.late_round
    duty, monitor = late_round.duty, late_round.monitor
    plan = rulebook.registry.plan_of(late_round.plan)
    return urging_text(
        UrgingLetter(
            monitor=monitor.name,
            above=plan.issuer,
            symbol=plan.symbol(monitor),
            title=duty.title,
            period_label=rulebook.period(duty, late_round.period).label(),
            plan=phrases("say").cited_plan(plan),
            plan_title=plan.title,
            clause=duty.clause,
            due_on=letter.facts[0].due_on,
            as_of=on,
            units=_units(rulebook, letter.facts),
            basis=duty.basis.text,
            basis_confirmed=duty.basis.confirmed,
            report_to=plan.reports_to or plan.issuer,
            place=plan.place,
            filed=plan.filing,
            report_on=rulebook.report_above_on(duty, late_round.period),
            tone=letter.tone,
        )
    )


def letter_values(text: UrgingText) -> LetterValues:
    """The same words on paper; number and day are the records office's, blank until issued."""
    lines = (text.opening, *text.units, text.wish, text.after)
    return LetterValues(
        superior=text.above,
        organ=text.monitor,
        symbol=text.symbol,
        issued_at=text.place,
        time=time_words(None, text.year),
        about=text.about,
        addressees=(text.addressee,),
        content=tuple(TextLine(line) for line in lines),
        authority=text.authority,
        position=text.position,
        recipients=text.recipients,
    )


def _alone(late_round: LateRound, facts: Iterable[Facts]) -> Iterable[LetterTo]:
    """One letter a unit; a unit that owes several things of the round has one about them all."""
    by_unit: dict[str, list[Facts]] = {}
    for one in facts:
        by_unit.setdefault(one.unit_code, []).append(one)
    for unit, owed in sorted(by_unit.items()):
        yield LetterTo(late_round, _matter(late_round, unit), tuple(owed))


def _matter(late_round: LateRound, unit: str) -> PaperMatter:
    kind = DocumentKind.URGING_LETTER
    return PaperMatter(kind, late_round.plan, late_round.duty.code, late_round.period, unit)


def _units(rulebook: Rulebook, facts: Sequence[Facts]) -> tuple[LateUnit, ...]:
    """Each unit once, by its earliest date."""
    first: dict[str, Facts] = {}
    for one in sorted(facts, key=lambda one: (one.due_on, one.id)):
        first.setdefault(one.unit_code, one)
    found = []
    for code, one in first.items():
        unit = rulebook.registry.unit(code)
        found.append(LateUnit(unit.name, unit.order, one.tone, one.due_on))
    return tuple(found)
