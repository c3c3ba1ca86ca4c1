"""What is not confirmed about the dates on the board, said where they are shown (DESIGN §3)."""

from __future__ import annotations

from dondoc.messages.environment import phrases
from dondoc.plan.rulebook import Rulebook
from dondoc.portal.board.board_view import View


def doubts_of(rulebook: Rulebook, view: View) -> list[str]:
    """One sentence each: the plan's validity for the year, the dates' basis, the calendar."""
    applies = rulebook.registry.plan.application(view.year)
    doubts = []
    if applies is None:
        doubts.append(phrases("gaps").not_applied(view.year))
    elif not applies.confirmed:
        doubts.append(applies.note)
    if view.duty and not view.duty.basis.confirmed:
        doubts.append(phrases("gaps").unconfirmed_basis(view.duty.basis.text))
    doubts += rulebook.workdays.unconfirmed(view.year)
    return [doubt for doubt in doubts if doubt]
