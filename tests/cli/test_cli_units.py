"""The commands take a unit in every spelling, and say which one they took."""

from __future__ import annotations

from tests.cli.conftest import Run
from tests.support.spellings import GONE, SPELLINGS, WRONG

MINUTES = ("--year", "2027", "--number", "12/BB-SNV", "--date", "12/03/2027", "--words", "Tốt")
NOW = ("--now", "15/03/2027 09:00")


def test_a_command_names_the_unit_that_it_understood(peopled: Run) -> None:
    def said(text: str) -> str:
        done = peopled(
            *("inspection", "minutes", "--unit", text, *MINUTES),
            *("--as", "ha@so-noi-vu.example", *NOW),
        )
        return done.err

    not_drawn = {text: f"«{name}»: không có trong mẫu kiểm tra" for text, name in SPELLINGS.items()}
    wanted = {**not_drawn, **WRONG, **GONE}
    answers = {text: said(text) for text in wanted}
    assert {} == {text: answer for text, answer in answers.items() if wanted[text] not in answer}
