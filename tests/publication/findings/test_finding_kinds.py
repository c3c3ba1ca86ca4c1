"""Every kind of finding has a name, a gravity, a remedy and somebody whose it is to mend."""

from __future__ import annotations

import unicodedata

from dondoc.publication.findings.finding_kinds import (
    FINDING_RULES,
    SEVERITY_NAMES,
    FindingOwner,
    finding_rule,
)
from models.publication_kinds import FindingKind, Severity


def test_every_kind_has_its_rule() -> None:
    assert set(FindingKind) == set(FINDING_RULES)
    assert set(Severity) == set(SEVERITY_NAMES)


def test_names_are_told_apart_and_remedies_are_sentences() -> None:
    rules = list(FINDING_RULES.values())

    assert len(rules) == len({rule.name for rule in rules})
    assert [] == [rule.name for rule in rules if not rule.remedy.endswith(".")]
    said = "".join(f"{rule.name}{rule.remedy}{rule.basis}" for rule in rules)
    assert unicodedata.normalize("NFC", said) == said


def test_what_harms_a_citizen_is_grave() -> None:
    grave = {kind for kind, rule in FINDING_RULES.items() if rule.severity is Severity.HIGH}

    assert grave == {
        FindingKind.MISSING,
        FindingKind.REVOKED_STILL_SHOWN,
        FindingKind.WRONG_FEE,
        FindingKind.WRONG_TIME,
    }


def test_what_no_unit_can_mend_is_no_units_assignment() -> None:
    for kind in (FindingKind.NEEDS_BROWSER, FindingKind.STRUCTURE_CHANGED):
        assert finding_rule(kind).owner is FindingOwner.OFFICER
    assert finding_rule(FindingKind.NOT_YET_DUE).owner is FindingOwner.NOBODY
