"""No door decides about rights by itself: roles are compared in the policy alone."""

from __future__ import annotations

import re
from pathlib import Path

from dondoc.access import TABLE
from flows.delivery_control import delivery_control
from flows.demand_report import demand_report
from flows.record_submission import record_submission

ROOT = Path(__file__).parents[1]
NAMES_A_ROLE = {
    "dondoc/access.py",
    "dondoc/cli/accounts_command.py",  # lists the accounts
    "dondoc/contacts/account_acts.py",  # the last administrator stays
    "dondoc/contacts/account_columns.py",  # the words of a file of accounts
    "dondoc/delivery/operating/run_alarm.py",  # whom an alarm is mailed to
    "dondoc/simulation/demo_characters.py",  # makes accounts
}


def test_only_the_policy_compares_roles() -> None:
    files = [path for top in ("dondoc", "flows", "tasks") for path in (ROOT / top).rglob("*.py")]
    found = {
        str(path.relative_to(ROOT))
        for path in files
        if re.search(r"\bAccountRole\b|account\.role\b", path.read_text(encoding="utf-8"))
    }

    assert NAMES_A_ROLE == found


def test_who_acts_is_an_actor_and_no_word_that_somebody_typed() -> None:
    files = [path for top in ("dondoc", "flows", "tasks") for path in (ROOT / top).rglob("*.py")]
    found = [
        str(path.relative_to(ROOT))
        for path in files
        if re.search(r"(?<![_\w])by: str\b", path.read_text(encoding="utf-8"))
    ]

    assert [] == found


def test_every_form_of_prefect_is_in_the_table_of_rights() -> None:
    forms = {form for rule in TABLE.values() for form in rule.forms}

    assert {delivery_control.name, demand_report.name, record_submission.name} == forms
