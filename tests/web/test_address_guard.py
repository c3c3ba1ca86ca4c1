"""Nobody leads us to what only this machine or its network can see, whatever is written."""

from __future__ import annotations

import pytest

from dondoc.web.public_address import is_allowed, is_public
from dondoc.web.site_answer import NotFetched, Why
from dondoc.web.site_rules import SiteRules
from dondoc.web.site_visitor import SiteVisitor
from dondoc.web.soft_failure import TROUBLE_OF
from models.publication_kinds import ReadingTrouble
from tests.support.wild_site import HERE

METADATA = "169.254.169.254"
REFUSED = (
    "http://127.0.0.1/",
    "http://localhost/",
    "http://2130706433/",
    "http://0177.0.0.1/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fd00:ec2::254]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a9fe:a9fe::1]/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://127.0.0.1:8450/",
    "http://127.0.0.1%2f@cong.example/",
    "http://nguoi:mat-khau@cong.example/",
    "http://cong.example@127.0.0.1/",
    "ftp://cong.example/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:25/",
)


def why(visitor: SiteVisitor, address: str, rules: SiteRules) -> Why:
    with pytest.raises(NotFetched) as stopped:
        visitor.get(address, rules)
    return stopped.value.why


@pytest.fixture(scope="module")
def out() -> SiteVisitor:
    """With the machine's own resolver."""
    return SiteVisitor("DonDoc")


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_inside_is_refused_and_not_called_unreachable(out, address):
    found = why(out, address, SiteRules())

    assert ReadingTrouble.REFUSED_ADDRESS == TROUBLE_OF[found]
    assert Why.INSIDE == found


def test_an_odd_port_of_the_public_internet_is_refused(out):
    assert Why.ODD_PORT == why(out, "http://cong.example:25/", SiteRules())


@pytest.mark.parametrize("path", ["ra-trong", "ra-tep"])
def test_no_redirect_leads_inside(site, visitor, path):
    loopback = SiteRules(allow_cidrs=("127.0.0.0/8",), ports=(site.server_port,), gap_seconds=0)

    assert Why.INSIDE == why(visitor, site.at(path), loopback)
    assert [f"/{path}"] == site.paths()


def _of(address):
    return lambda _host, port: [(2, 1, 6, "", (address, port))]


def test_a_name_that_leads_inside_after_the_first_call_is_refused(site):
    """The page's robots.txt was asked of an allowed address; then the name was moved."""
    answers = iter((HERE, METADATA))

    def moving(host: str, port: int) -> list:
        return _of(next(answers))(host, port)

    visitor = SiteVisitor("DonDoc", resolve=moving)
    rules = SiteRules(allow_cidrs=("127.0.0.0/8",), ports=(site.server_port,), gap_seconds=0)

    assert Why.INSIDE == why(visitor, site.at("tot"), rules)
    assert ["/robots.txt"] == [path for _host, path in site.asked]


def test_one_bad_address_among_good_ones_is_enough():
    both = SiteVisitor(
        "DonDoc", resolve=lambda _host, port: [*_of("8.8.8.8")("", port), *_of(METADATA)("", port)]
    )

    assert Why.INSIDE == why(both, "http://cong.example/", SiteRules())


@pytest.mark.parametrize(
    ("address", "network", "allowed"),
    [
        ("10.20.1.2", "10.20.0.0/16", True),
        ("10.21.1.2", "10.20.0.0/16", False),
        ("fd12::1", "fd12::/32", True),
        ("127.0.0.1", "127.0.0.0/8", True),
        ("127.0.0.1", "0.0.0.0/0", False),
        ("169.254.169.254", "169.254.0.0/16", False),
        ("fe80::1", "::/0", False),
        ("0.0.0.0", "0.0.0.0/0", False),
    ],
)
def test_a_private_network_is_reached_only_where_it_is_allowed(address, network, allowed):
    assert not is_public(address)
    assert allowed == is_allowed(address, (network,))


def test_nothing_is_asked_of_a_private_address_that_is_not_allowed(site, visitor):
    rules = SiteRules(ports=(site.server_port,), allow_cidrs=("10.0.0.0/8",))

    assert Why.INSIDE == why(visitor, site.at("tot"), rules)
    assert [] == site.asked


@pytest.mark.parametrize(
    ("hosts", "host", "official"),
    [
        (("tuyenquang.gov.vn",), "soyte.tuyenquang.gov.vn", True),
        (("tuyenquang.gov.vn",), "xtuyenquang.gov.vn", False),
        ((".gov.vn",), "dichvucong.gov.vn.", True),
        ((), "so-y.example", True),
        ((), "khac.example", False),
    ],
)
def test_an_official_host_ends_as_the_rules_say(hosts, host, official):
    assert official == SiteRules(hosts=hosts).is_official(host, own="so-y.example")
