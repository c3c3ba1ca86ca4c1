"""A channel is its folder: the rest of the project knows its contract and never its name."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dondoc.delivery.channels.channel_list import CHANNELS, channel_of
from dondoc.delivery.channels.contract import ChannelContract
from dondoc.delivery.channels.install import install, plugins

ROOT = Path(__file__).parents[3]
FOLDER = Path("dondoc/delivery/channels/zalo")
MAY_NAME_IT = {
    Path("dondoc/delivery/channels/channel_list.py"),  # one line
    Path("dondoc/settings.py"),  # the names of its settings
}
_NAMED = re.compile(r"zalo|zns", re.IGNORECASE)
_EACH = pytest.mark.parametrize("channel", CHANNELS, ids=lambda one: one.schemes[0])


def _sources() -> list[Path]:
    named = ("dondoc", "flows", "tasks", "deployments", "models")
    kinds = {".py", ".txt", ".html", ".md", ".yaml", ".css"}
    found = (path for name in named for path in (ROOT / name).rglob("*") if path.suffix in kinds)
    return [path.relative_to(ROOT) for path in found]


def test_nothing_outside_its_folder_names_the_channel():
    outside = [one for one in _sources() if FOLDER not in one.parents and one not in MAY_NAME_IT]
    naming = [str(one) for one in outside if _NAMED.search((ROOT / one).read_text("utf-8"))]

    assert len(outside) > 300
    assert [] == naming


def test_the_list_names_it_in_its_import_and_in_one_line():
    text = (ROOT / "dondoc/delivery/channels/channel_list.py").read_text("utf-8")

    assert 2 == sum(bool(_NAMED.search(line)) for line in text.splitlines())


@_EACH
def test_each_channel_is_found_by_its_schemes_and_by_no_other(channel: ChannelContract):
    assert [channel] * len(channel.schemes) == [channel_of(one) for one in channel.schemes]
    assert [None] * len(channel.misnamed) == [channel_of(one) for one in channel.misnamed]


@_EACH
def test_each_channel_stands_in_apprise_by_its_own_classes(channel: ChannelContract):
    install()

    for kind, schemes in channel.plugins():
        assert [kind] * len(schemes) == [plugins()[scheme] for scheme in schemes]


@_EACH
def test_each_channel_says_what_to_write_where_an_address_is_none(channel: ChannelContract):
    for scheme in channel.schemes:
        assert re.search(r"hãy ghi|phải là", channel.refusal(scheme, "không phải địa chỉ"))


def test_no_scheme_is_claimed_twice():
    claimed = [scheme for one in CHANNELS for scheme in (*one.schemes, *one.misnamed)]

    assert sorted(set(claimed)) == sorted(claimed)


def test_the_contracts_load_neither_apprise_nor_a_web_client():
    code = (
        "import sys, dondoc.delivery.channels.channel_list;"
        "print({'apprise', 'requests', 'imap_tools'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "set()" == done.stdout.strip()
