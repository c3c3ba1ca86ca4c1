"""Every command that shows a list prints it for a program too, under keys that last."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dondoc.cli import main
from dondoc.clock import at
from dondoc.publication.official.source_columns import TEMPLATE
from dondoc.settings import Settings
from tests.cli.conftest import OPENED, Run
from tests.support.command_tree import leaves
from tests.support.real_window import window_at

NO_LIST = {
    "dondoc plan new",
    "dondoc plan start",
    "dondoc plan hash",
    "dondoc migrate",
    "dondoc backup",
    "dondoc restore",
    "dondoc check",
    "dondoc render",
    "dondoc apply",
    "dondoc serve",
    "dondoc contacts import",
    "dondoc contacts verify",
    "dondoc contacts revoke-links",
    "dondoc contacts enable",
    "dondoc contacts disable",
    "dondoc contacts restore",
    "dondoc contacts export",
    "dondoc contacts template",
    "dondoc accounts import",
    "dondoc accounts template",
    "dondoc daysoff add",
    "dondoc daysoff withdraw",
    "dondoc accounts end",
    "dondoc accounts return",
    "dondoc accounts link",
    "dondoc person",
    "dondoc submit",
    "dondoc activity add",
    "dondoc decide",
    "dondoc receipt",
    "dondoc register",
    "dondoc undo",
    "dondoc activity strike",
    "dondoc incoming detach",
    "dondoc conference plan",
    "dondoc conference paper",
    "dondoc conference invite",
    "dondoc conference move",
    "dondoc conference postpone",
    "dondoc conference cancel",
    "dondoc conference remove",
    "dondoc conference answer",
    "dondoc conference document",
    "dondoc conference enter-accounts",
    "dondoc conference hand-out",
    "dondoc conference take-back",
    "dondoc conference scores",
    "dondoc conference show",
    "dondoc inspection appoint",
    "dondoc inspection minutes",
    "dondoc inspection posting",
    "dondoc inspection remedy",
    "dondoc notices plan",
    "dondoc dispatch",
    "dondoc message show",
    "dondoc delivery pause",
    "dondoc delivery release",
    "dondoc delivery test",
    "dondoc delivery resend",
    "dondoc delivery withdraw",
    "dondoc incoming read",
    "dondoc incoming watch",
    "dondoc incoming show",
    "dondoc incoming accept",
    "dondoc incoming dismiss",
    "dondoc incoming retry",
    "dondoc report",
    "dondoc papers make",
    "dondoc papers issue",
    "dondoc papers withdraw",
    "dondoc papers copy",
    "dondoc papers check",
    "dondoc evidence pack",
    "dondoc evidence conference",
    "dondoc evidence verify",
    "dondoc publication look",
    "dondoc publication scan",
    "dondoc index import",
    "dondoc procedures import",
    "dondoc procedures show",
    "dondoc procedures compare",
    "dondoc sources import",
    "dondoc sources template",
    "dondoc sources end",
    "dondoc review ask",
    "dondoc completion",
}
"""Commands that act, or say one thing."""

ROUND = "--duty bao-cao-dinh-ky --period 2027-Q1"
NEXT_YEAR = "01/03/2028 07:30"

LISTS = {
    "plan show --duty III.1.1.c": (
        "code number issued_on issuer title place filed reports_to forms forwarded complete applies"
        " bullets duties"
    ),
    "due --year 2027 --duty III.1.1.c": (
        "duty slug period period_label role role_title units opens_on cutoff_on nominal_on"
        " target_on due_on arithmetic basis plan_applies plan_confirmed calendar_confirmed"
        " confirmed"
    ),
    "agenda --from 01/03/2027 --to 31/03/2027": "on duty name",
    "lint": "severity file entry field message remedy",
    "calendar --year 2026": "year confirmed days_off made_up notes workdays recorded",
    "settings": " ".join(f"DONDOC_{name.upper()}" for name in Settings.model_fields),
    "retention --dry-run": "key what how_long before count by setting why source confirmed",
    "doctor --offline": "group look left_out findings",
    "contacts list": (
        "id unit_code purpose position also person telephone channel address verified_at"
        " disabled_at disabled_why"
    ),
    "accounts list": "id name address unit_code role department telephone duties"
    " signed_in_at disabled_at",
    f"rounds open --duty bao-cao-tong-hop --now {OPENED}": "duty period units",
    f"status --now {OPENED}": "duty period as_of sentence tally assignments",
    f"inspection draw --year 2028 --seed 8 --now {NEXT_YEAR}": (
        "duty period seed percent of inspected units kept"
    ),
    "conference accounts hoi-nghi-2027": (
        "unit login holder standing handed_at due_on confirmed_at"
    ),
    "conference list": (
        "code index_year title day sessions chair rsvp_by revision postponed_at cancelled_at"
        " figures stages"
    ),
    "inspection show --year 2027": "duty period seed percent of inspected units",
    "message list": (
        "recipient id channel window state subject created_at sent_at attempts why server_words"
        " reactions"
    ),
    "papers list": (
        "name id kind duty period subject version as_of said made_at issued_number issued_on"
        " withdrawn_at withdrawn_why files"
    ),
    "papers templates": "file title own fields",
    "export --list": "view says",
    "delivery status": "states oldest ungathered ungathered_since channels possible_duplicates"
    " held_after_restore",
    "delivery restored": "waiting messages",
    "incoming list": (
        "id sha256 mime_id mailbox uid_validity uid size whole received_at recorded_at sender"
        " subject kind outcome stuck_in stranger reason message_id contact_id assignment_id"
        " submission_id asked_id handled_by handled_at"
    ),
    "audit": "number at actor who act target about detail",
    "review list --month 2027-03": "period ministry province",
    "index list --year 2027": "period unit scores source imported_on",
    f"procedures list --now {NEXT_YEAR}": (
        "code name level sector agency fee time_limit show_from remove_by decision_number"
        " arithmetic"
    ),
    "procedures dates": (
        "number signed_on effective_on publish_by leave_by confirmed announce_by"
        " announce_by_days announce_by_workdays announce_confirmed announced_late words"
    ),
    "sources list": (
        "id unit_code kind way address scope hosts allow_cidrs gap_seconds basis confirmed"
        " from_on to_on"
    ),
}
"""A line of each command, and the keys of every entry of its list: programs rely on them."""

CONFERENCE = (
    "conference plan --year 2027 --title Hội-nghị --chair GĐ --on 15/04/2027 --from 8h00"
    " --to 11h00 --place Hội-trường --units so-y-te --as minh@so-noi-vu.example"
)
MINH = "minh@so-noi-vu.example"
DECISION = "--decision 12/QĐ-UBND --signed 22/02/2027 --effective 22/02/2027"
MAIL = """\
From: Mai <mai1980@thu.example>
To: tra-loi@don-doc.example
Subject: Bao cao
Message-ID: <1@thu.example>

So Tai chinh da nop.
"""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory, peopled_ledger: Path) -> Path:
    """A data folder in which every list has something to show."""
    folder = tmp_path_factory.mktemp("lived")
    shutil.copytree(peopled_ledger, folder / "data")
    index = folder / "766.csv"
    index.write_text("Năm,Quý,CKMB\n2027,1,14\n", encoding="utf-8")
    procedures = folder / "tthc.csv"
    procedures.write_text("Mã TTHC,Tên TTHC\n1.900001,Cấp mẫu\n", encoding="utf-8")
    logins = folder / "tai-khoan.csv"
    logins.write_text("Đơn vị,Tài khoản\nso-y-te,yte01\n", encoding="utf-8")
    sources = folder / "nguon.csv"
    sources.write_text(TEMPLATE, encoding="utf-8")
    mail = folder / "thu-den" / "1.eml"
    mail.parent.mkdir()
    mail.write_text(MAIL, encoding="utf-8")
    os.utime(mail, (1_805_076_000, 1_805_076_000))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DONDOC_DATA_DIR", str(folder / "data"))
        patch.setenv("DONDOC_INCOMING_URL", str(mail.parent))
        patch.setenv("DONDOC_REPLY_TO", "tra-loi@don-doc.example")
        for line in (
            "rounds open --duty bao-cao-dinh-ky",
            "notices plan",
            "incoming read --now 01/03/2027T10:00",
            "inspection draw --year 2027 --seed 7 --apply --as ha@so-noi-vu.example",
            CONFERENCE,
            f"conference enter-accounts hoi-nghi-2027 {logins} --apply --as {MINH}",
            f"papers make --kind danh-sach {ROUND} --as ha@so-noi-vu.example",
            f"index import {index} --apply",
            f"procedures import {procedures} {DECISION} --apply",
            f"sources import {sources} --apply",
        ):
            now = () if "--now" in line else ("--now", OPENED)
            assert 0 == main([*line.split(), *now]), line
        window_at(at(date(2027, 3, 1), 8))
    return folder / "data"


@pytest.fixture
def ask(bare: Run, lived: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    monkeypatch.setenv("DONDOC_DATA_DIR", str(lived))
    return bare


def test_every_command_either_shows_no_list_or_has_json():
    with_json = {
        one.line
        for one in leaves()
        if any("--json" in option.opts for option in one.command.params)
    }

    assert {one.line for one in leaves()} - NO_LIST == with_json
    assert with_json == {
        f"dondoc {' '.join(line.partition(' --')[0].split()[:2])}" for line in LISTS
    }


@pytest.mark.parametrize(
    ("line", "keys"), LISTS.items(), ids=[line.split(" --")[0] for line in LISTS]
)
def test_a_list_is_printed_as_json_under_lasting_keys(line: str, keys: str, ask: Run):
    command, _, now = line.partition(" --now ")
    done = ask(*command.split(), *(("--now", now) if now else ()), "--json")

    found = json.loads(done.out)
    entries = found if isinstance(found, list) else [found]
    assert ("", True) == (done.err, bool(entries))
    assert {frozenset(keys.split())} == {frozenset(entry) for entry in entries}


def test_a_list_of_nothing_is_json_too(run: Run):
    for line in ("contacts list", "accounts list", "message list", "incoming list", "status"):
        assert [] == run(*line.split(), "--json").json
    assert [] == run("inspection", "show", "--year", "2027", "--json").json["units"]
