"""The recipe: a new channel is one folder and one line (with its import) in the list, no more.

A copy of the project gets a made-up channel so, and does with it all that it does with ours.
"""

from __future__ import annotations

import json

import pytest

from tests.support.project_copy import PACKAGES, ProjectCopy, amiss, places_named

pytestmark = pytest.mark.xdist_group("recipe_channel")

CHANNELS = "dondoc/delivery/channels"
LIST = f"{CHANNELS}/channel_list.py"
MAIL = "from dondoc.delivery.channels.smtp.smtp_channel import MAIL\n"
IMPORT = "from dondoc.delivery.channels.pigeon.pigeon_channel import PIGEON\n"

CHANNEL = """
from datetime import time
from pathlib import Path

from dondoc.delivery.channels.contract import ChannelContract, Plugin
from dondoc.mailbox.folder_source import FolderSource


def refusal(scheme, address):
    return "" if address.isdigit() else "phải là số hòm thư, toàn chữ số"


def plugins():
    from dondoc.delivery.channels.pigeon.pigeon_plugin import Pigeon

    return (Plugin(Pigeon, ("bocau",)),)


PIGEON = ChannelContract(
    schemes=("bocau",),
    refusal=refusal,
    plugins=plugins,
    hours=(time(5), time(18)),
    credentials=lambda settings, engine: f"chìa khóa của {settings.mail_domain}",
    answers=lambda settings: FolderSource(Path(settings.data_dir) / "chuong"),
)
"""
PLUGIN = """
from apprise import NotifyBase

from dondoc.delivery.envelope import Outcome, OutcomeKind, current_envelope

CARRIED = []


class Pigeon(NotifyBase):
    service_name = "Bồ câu"
    secure_protocol = "bocau"
    request_rate_per_sec = 0

    @staticmethod
    def parse_url(url):
        return NotifyBase.parse_url(url, verify_host=False)

    def url(self, **_rest):
        return "bocau://…"

    def send(self, body, title="", **_rest):
        envelope = current_envelope.get()
        CARRIED.append((self.host, envelope.credentials, body))
        envelope.outcome = Outcome(OutcomeKind.SENT, None, "đã bay")
        return True
"""
STORY = """
import json, sys
from datetime import date
from pathlib import Path

from sqlmodel import SQLModel

from dondoc.clock import at
from dondoc.contacts.contact_columns import check_contacts
from dondoc.delivery.channels.pigeon.pigeon_plugin import CARRIED
from dondoc.delivery.channels.push_hours import next_push_moment, quiet_channels
from dondoc.delivery.check_address import check_address
from dondoc.delivery.dispatch_window import dispatch_window
from dondoc.incoming.read_incoming import answer_sources, read_incoming
from dondoc.ledger.sync_units import sync_units
from dondoc.plan.rulebook import load_rulebook
from dondoc.problems import Refused
from dondoc.settings import load_settings
from models import Contact, Message
from models.database import make_engine, transaction
from models.kinds import MessageState

DAY = date(2027, 3, 1)
EIGHT, NIGHT = at(DAY, 8), at(DAY, 22)
data = Path(sys.argv[1])
settings = load_settings(
    data_dir=data,
    trial=False,
    secret_key="khoa-kiem-thu-du-ba-muoi-hai-chu",
    incoming_url=str(data / "thu-den"),
    reply_to="tra-loi@don-doc.example",
)
rulebook = load_rulebook()
data.mkdir(parents=True, exist_ok=True)
engine = make_engine(f"sqlite:///{data / 'so.sqlite3'}")  # one for every thread
SQLModel.metadata.create_all(engine)


def refused(address):
    lines = "đơn vị,kênh,địa chỉ\\nso-y-te,bocau," + address
    try:
        check_contacts(lines.encode(), rulebook.registry, check_address=check_address, on=DAY)
    except Refused as problem:
        return str(problem)
    return ""


with transaction(engine) as session:
    sync_units(session, rulebook.registry)
    contact = Contact(unit_code="so-y-te", channel="bocau", address="4242", verified_at=EIGHT)
    session.add(contact)
    session.flush()
    made = {"created_at": EIGHT, "next_attempt_at": EIGHT, "state": MessageState.PENDING}
    about = {"contact_id": contact.id, "address": "4242", "channel": "bocau"}
    session.add(Message(key="k", window="w", mime_id="m@x", text="Hạn 16/03", **about, **made))

(data / "thu-den").mkdir(parents=True)  # the loft is not built yet
(data / "thu-den" / "1.eml").write_bytes(b"From: a@b.example\\nSubject: x\\n\\ny")
reading = read_incoming(engine, settings, rulebook, EIGHT)

print(json.dumps({
    "read": reading.mails,
    "fault": reading.fault,
    "taken": refused("4242"),
    "refused": refused("tổ chim"),
    "quiet": ["bocau" in quiet_channels(moment) for moment in (EIGHT, NIGHT)],
    "morning": next_push_moment("bocau", NIGHT).isoformat(),
    "sent": dispatch_window(engine, settings, rulebook, EIGHT).sent,
    "carried": CARRIED,
    "answers": [type(one).__name__ for one in answer_sources(settings)],
}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    """The project with the new channel."""
    copy = ProjectCopy(tmp_path_factory.mktemp("copy"), PACKAGES)
    for name, text in (("__init__", ""), ("pigeon_channel", CHANNEL), ("pigeon_plugin", PLUGIN)):
        copy.write(f"{CHANNELS}/pigeon/{name}.py", text)
    copy.replace(LIST, MAIL, IMPORT + MAIL)
    copy.replace(LIST, "    MAIL,\n", "    MAIL,\n    PIGEON,\n")
    return copy


@pytest.fixture(scope="module")
def told(copy: ProjectCopy, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the channel did."""
    data = tmp_path_factory.mktemp("data")
    told: dict[str, object] = json.loads(copy.python("-c", STORY, str(data)).stdout)
    return told


def test_the_recipe_names_what_was_touched(copy: ProjectCopy):
    assert ([], []) == amiss(places_named("A channel", name="pigeon"), copy.touched())


def test_its_addresses_are_checked_in_its_words(told):
    assert "" == told["taken"]
    assert "địa chỉ «bocau://…»: phải là số hòm thư, toàn chữ số" in told["refused"]


def test_it_is_quiet_outside_its_hours(told):
    assert [False, True] == told["quiet"]
    assert "2027-03-01T22:00:00+00:00" == told["morning"]  # five o'clock in Việt Nam


def test_a_message_leaves_by_it_with_its_credentials(told):
    assert 1 == told["sent"]
    assert [["4242", "chìa khóa của don-doc.example", "Hạn 16/03"]] == told["carried"]


def test_its_answers_are_read_beside_those_by_mail(told):
    assert ["FolderSource", "FolderSource"] == told["answers"]


def test_answers_that_cannot_be_read_stop_no_others(told):
    assert 1 == told["read"]
    assert "chuong»: không có thư mục này" in told["fault"]
