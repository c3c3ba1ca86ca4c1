"""What the page says beside what it should say, the words that differ marked."""

from __future__ import annotations

from difflib import SequenceMatcher

from markupsafe import Markup, escape

_MOST_WORDS = 400
"""Of a longer text nothing is marked: the comparison grows with the square."""


def marked_words(expected: str, actual: str) -> tuple[Markup, Markup]:
    """Both texts as HTML; in each, what the other has not is inside `<mark>`.

    Nothing is marked where one of them is empty, or where too little is alike for marks to help.
    """
    right, shown = expected.split(), actual.split()
    if not right or not shown or max(len(right), len(shown)) > _MOST_WORDS:
        return escape(expected), escape(actual)
    pairs = SequenceMatcher(None, right, shown, autojunk=False)
    said: tuple[list[str], list[str]] = ([], [])
    for kind, *span in pairs.get_opcodes():
        sides = (right[span[0] : span[1]], shown[span[2] : span[3]])
        for place, words in enumerate(sides):
            if words:
                text = str(escape(" ".join(words)))
                said[place].append(text if kind == "equal" else f"<mark>{text}</mark>")
    return Markup(" ".join(said[0])), Markup(" ".join(said[1]))  # noqa: S704 - escaped above
