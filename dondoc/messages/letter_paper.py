"""Words put on paper: subject, text part and HTML part with the very same words."""

from __future__ import annotations

from typing import Any

from dondoc.messages.environment import environment
from dondoc.messages.message_facts import Rendered
from dondoc.messages.phrasing import PREVIEW_LIMIT, SUBJECT_LIMIT, one_line, shorten, tidy


def own_words(
    template: str, facts: dict[str, Any], *, link: str, closing: str, above: str = ""
) -> Rendered:
    """A letter about no assignment, in the words of its own template; `facts` has `to`.

    Below `above`, where it stands, an answer by mail is cut.
    """
    subject = environment().get_template(f"{template}.subject.txt").render(facts)
    words = words_of(f"{template}.txt", facts)
    words |= {"to": facts["to"], "link": link, "grounds": "", "closing": closing, "above": above}
    return paper("letter", shorten(one_line(subject), SUBJECT_LIMIT), words)


def words_of(template: str, facts: dict[str, Any]) -> dict[str, Any]:
    """What a kind's template says, and what it sets: the line above the link, the button …"""
    module = environment().get_template(template).make_module(facts)
    settings = {name: value for name, value in vars(module).items() if not name.startswith("_")}
    return {**settings, "says": tidy(str(module)).strip("\n")}


def paper(shell: str, subject: str, words: dict[str, Any]) -> Rendered:
    """The words in a shell, «letter» or «digest»."""
    env = environment()
    shown = {"above": "", "nil_link": "", "pictures": ()}
    facts = {**shown, **words, "subject": subject, "preview": _preview(words)}
    text = env.get_template(f"{shell}.txt").render(facts)
    html = env.get_template(f"{shell}.html").render(facts)
    return Rendered(subject=subject, text=tidy(text), html=tidy(html))


def _preview(words: dict[str, Any]) -> str:
    """What a list of mails shows behind the subject: what the kind says there, else what to do."""
    said = str(words.get("preview") or "") or str(words.get("asks", ""))
    legible = (_unnumbered(word) for word in one_line(said[: 4 * PREVIEW_LIMIT]).split())
    return shorten(" ".join(legible).rstrip(":; "), PREVIEW_LIMIT)


def _unnumbered(word: str) -> str:
    """No document's number: quoted above an answer, it would be read as the answer's."""
    before, stroke, after = word.partition("/")
    return "…" if stroke and before[-1:].isdecimal() and after[:1].isalpha() else word
