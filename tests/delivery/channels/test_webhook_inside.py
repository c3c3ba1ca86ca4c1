"""A webhook's name is looked up again when a message leaves: it may lead elsewhere by then."""

from __future__ import annotations

import socket

import pytest

from dondoc.delivery.check_address import leads_inside
from dondoc.delivery.envelope import OutcomeKind
from models.kinds import About

pytestmark = pytest.mark.one_database


@pytest.fixture
def leads_to(monkeypatch):
    """What the resolver says of every name from now on."""

    def say(*addresses):
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 0)) for one in addresses]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)

    return say


@pytest.mark.parametrize(
    "address", ["10.0.0.5", "127.0.0.1", "169.254.169.254", "192.168.1.2", "100.64.0.1"]
)
def test_a_name_that_leads_into_our_own_network_ends_the_contact(leads_to, address):
    leads_to("93.184.216.34", address)

    outcome = leads_inside("jsons://hook.example:8443/x?to=a")

    assert outcome is not None
    assert (OutcomeKind.REFUSED, About.ADDRESS) == (outcome.kind, outcome.about)


def test_a_public_one_and_a_service_of_its_own_go_on(leads_to):
    leads_to("93.184.216.34")
    assert leads_inside("json://hook.example/x") is None
    leads_to("10.0.0.5")
    assert leads_inside("mailto://10.0.0.5?from=a@b.example&to=c@d.example") is None
    assert leads_inside("tgram://123/456") is None


def test_where_the_resolver_knows_nothing_the_network_is_at_fault_not_the_contact(monkeypatch):
    def unknown(*_args, **_kwargs):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert leads_inside("json://hook.example/x") is None
