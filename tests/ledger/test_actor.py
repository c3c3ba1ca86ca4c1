"""An actor is a value: made by its kind, taken apart in one place."""

from __future__ import annotations

import pytest

from dondoc.ledger.actors import SYSTEM, Actor, ActorKind


@pytest.mark.parametrize(
    ("made", "word", "kind"),
    [
        (Actor.account(3), "account:3", ActorKind.ACCOUNT),
        (Actor.contact(12), "contact:12", ActorKind.CONTACT),
        (Actor.unit("so-y-te"), "unit:so-y-te", ActorKind.UNIT),
        (Actor.flow("rss"), "flow:rss", ActorKind.FLOW),
        (Actor.machine("root"), "machine:root", ActorKind.MACHINE),
        (SYSTEM, "system", ActorKind.SYSTEM),
        (Actor("ai đó"), "ai đó", None),
    ],
)
def test_it_is_kept_as_a_word_and_known_by_it(made: Actor, word: str, kind: ActorKind) -> None:
    assert (word, kind) == (made, Actor(word).kind)


def test_only_the_number_of_its_own_kind_is_told() -> None:
    assert (12, None) == (Actor("contact:12").contact_id, Actor("contact:12").account_id)
    assert (None, 3) == (Actor("account:3").contact_id, Actor("account:3").account_id)
    assert [None, None] == [Actor(word).contact_id for word in ("contact:x", "contact:")]
    assert ("so-y-te", None) == (Actor("unit:so-y-te").unit_code, SYSTEM.unit_code)
