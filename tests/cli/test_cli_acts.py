"""Every command that changes something stands in the table of rights, and asks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dondoc.access import TABLE, Act
from tests.cli.conftest import OPENED, Run

PAGE = Path(__file__).parents[2] / "docs" / "cli.md"
READS = {
    "accounts list",
    "accounts template",
    "agenda",
    "audit",
    "calendar",
    "check",
    "completion",
    "conference accounts",
    "conference list",
    "conference show",
    "contacts list",
    "contacts template",
    "delivery status",
    "doctor",
    "due",
    "evidence verify",
    "export",
    "incoming list",
    "incoming show",
    "index list",
    "inspection show",
    "lint",
    "message list",
    "message show",
    "papers check",
    "papers copy",
    "papers list",
    "papers templates",
    "plan show",
    "procedures compare",
    "procedures dates",
    "procedures list",
    "procedures show",
    "review list",
    "settings",
    "sources list",
    "sources template",
    "status",
}
"""Commands that change nothing."""

NOW = ("--now", "15/03/2027 09:00")
PERIOD = ("--duty", "bao-cao-dinh-ky", "--period", "2027-Q1")
INSPECTION = ("--year", "2027", "--unit", "so-y-te")
STRANGER = ("--as", "khac@so-tu-phap.example")
VIEWER = "xem@so-noi-vu.example"
ACTING = {
    "submit": ("--duty", "bao-cao-dinh-ky", "--period", "2027-Q1", "--unit", "so-tai-chinh"),
    "activity add": (
        *("--duty", "dien-hinh-tot", "--unit", "so-noi-vu", "--on", "10/03/2027"),
        *("--title", "Tin", "--about-unit", "STC", "--figure", "3 ngày"),
        *("--link", "https://so-tai-chinh.example/tin"),
    ),
    "decide": (
        *("--duty", "bao-cao-dinh-ky", "--period", "2027-Q1", "--unit", "so-tai-chinh"),
        *("--waive", "thử"),
    ),
    "undo": (
        *("--duty", "bao-cao-dinh-ky", "--period", "2027-Q1", "--unit", "so-tai-chinh"),
        *("--reopen", "thử"),
    ),
    "receipt": (
        *("--duty", "bao-cao-dinh-ky", "--period", "2027-Q1", "--unit", "so-tai-chinh"),
        *("--received", "15/03/2027 08:00", "--reason", "thử"),
    ),
    "register": (__file__,),
    "inspection draw": ("--year", "2027", "--seed", "7", "--apply"),
    "inspection appoint": (*INSPECTION, "--on", "23/03/2027"),
    "inspection minutes": (*INSPECTION, "--number", "12/BB-SNV", "--date", "12/03/2027"),
    "inspection posting": (
        *("--duty", "kiem-tra-niem-yet-tthc", "--year", "2027", "--quarter", "1"),
        *("--unit", "so-y-te", "--seen", "12/03/2027"),
    ),
    "review ask": ("--decision", "1234/QĐ-BTP", "--unit", "so-y-te"),
    "inspection remedy": (
        *(*INSPECTION, "--number", "12/TB-SNV", "--date", "12/03/2027"),
        *("--finding", "thử", "--due", "30/03/2027"),
    ),
    "conference plan": (
        *("--year", "2027", "--title", "Hội nghị thử", "--chair", "Giám đốc Sở Nội vụ"),
        *("--on", "15/04/2027", "--from", "8h00", "--to", "11h00", "--place", "Hội trường"),
        *("--units", "Sở Y tế"),
    ),
    "conference paper": (
        *("hoi-nghi-2027", "--number", "12/KH-SNV", "--date", "12/03/2027", "--signer", "An"),
    ),
    "conference invite": ("hoi-nghi-2027",),
    "conference move": ("hoi-nghi-2027", "--on", "20/04/2027"),
    "conference postpone": ("hoi-nghi-2027", "--reason", "thử"),
    "conference cancel": ("hoi-nghi-2027", "--reason", "thử"),
    "conference remove": ("hoi-nghi-2027", "--unit", "so-y-te", "--reason", "thử"),
    "conference answer": ("hoi-nghi-2027", "--unit", "so-y-te", "--answer", "comes"),
    "conference enter-accounts": ("hoi-nghi-2027", "tai-khoan.csv"),
    "conference hand-out": ("hoi-nghi-2027",),
    "conference take-back": ("hoi-nghi-2027", "--unit", "so-y-te", "--reason", "thử"),
    "conference document": (
        *("hoi-nghi-2027", "--kind", "guidance", "--name", "Hướng dẫn"),
        *("--link", "https://so-noi-vu.example/huong-dan"),
    ),
    "conference scores": ("ket-xuat.csv", "--year", "2026"),
    "papers make": ("--kind", "danh-sach", *PERIOD),
    "papers issue": ("1", "--number", "07/DS-SNV", "--on", "15/03/2027"),
    "papers withdraw": ("1", "--reason", "thử"),
    "activity strike": ("1", "--reason", "thử"),
    "incoming detach": ("1", "--reason", "thử"),
    "incoming accept": ("1",),
    "incoming dismiss": ("1", "--reason", "thử"),
    "contacts verify": ("4",),
    "contacts revoke-links": ("4", "--reason", "thử"),
}
"""The commands done in an account's name, as somebody types them who may not."""


def test_every_command_only_reads_or_stands_once_in_the_table_of_rights() -> None:
    named = re.findall(r"<!-- dondoc ([a-z -]+?) -->", PAGE.read_text(encoding="utf-8"))
    acting = [command for rule in TABLE.values() for command in rule.commands]

    assert sorted(named) == sorted([*acting, *READS])


def test_every_act_but_those_of_the_machine_is_done_in_an_accounts_name() -> None:
    machine = (Act.RESEND, Act.WITHDRAW, Act.CHANNELS, Act.PEOPLE, Act.OPERATE)
    by_account = {
        command for act, rule in TABLE.items() if act not in machine for command in rule.commands
    }

    assert by_account == set(ACTING)


def test_neither_a_viewer_nor_an_officer_of_a_unit_does_what_is_not_its_units(
    opened: Run, write
) -> None:
    new = "đơn vị,đầu mối,địa chỉ\nso-tu-phap,Lê Thị Mới,moi@so-tu-phap.example\n"
    opened("contacts", "import", write("moi.csv", new), "--apply", "--now", OPENED)
    assert 0 == opened("rounds", "open", "--duty", "dien-hinh-tot", *NOW).code
    drafted = ("papers", "make", *ACTING["papers make"], "--as", "ha@so-noi-vu.example", *NOW)
    assert 0 == opened(*drafted).code

    answers = {
        (command, who): opened(*command.split(), *given, "--as", who, *NOW)
        for command, given in ACTING.items()
        for who in (STRANGER[1], VIEWER)
    }

    assert {} == {line: done.err for line, done in answers.items() if done.code != 2}
    said = {line: done.err for line, done in answers.items()}
    assert {} == {line: err for line, err in said.items() if "quản trị được" not in err}


@pytest.mark.parametrize("command", ["pause", "release", "resend", "withdraw", "restored"])
def test_delivery_is_taken_in_hand_at_the_machine_alone(opened: Run, command: str) -> None:
    reason = ("--reason", "thử") if command == "withdraw" else ()

    done = opened("delivery", command, "1", *reason, *STRANGER, *NOW)

    assert (2, True) == (done.code, "--as" in done.err)
