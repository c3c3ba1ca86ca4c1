"""The table of kinds against the words: every kind has its row, its templates, its name."""

from __future__ import annotations

from dondoc.calendar.ladder import LADDERS
from dondoc.messages.environment import FOLDER
from dondoc.messages.notice_kinds import RULES, DigestGroup, Step
from models.kinds import NoticeKind


def test_every_kind_has_a_row_of_its_own():
    assert list(NoticeKind) == sorted(RULES, key=list(NoticeKind).index)
    assert len(NoticeKind) == len({rule.name for rule in RULES.values()})


def test_every_kind_has_its_two_templates():
    wanted = [f"{kind}{end}" for kind in NoticeKind for end in (".txt", ".subject.txt")]

    assert [] == [name for name in wanted if not (FOLDER / name).is_file()]


def test_every_rung_of_a_ladder_ends_with_an_answer():
    rungs = {rung.kind.value for ladder in LADDERS.values() for rung in ladder}

    assert [] == [kind for kind in rungs if RULES[NoticeKind(kind)].step is Step.NONE]


def test_only_what_is_asked_of_the_reader_carries_a_calendar_entry():
    assert [] == [
        k for k, rule in RULES.items() if rule.calendar and rule.group is not DigestGroup.ASKED
    ]
