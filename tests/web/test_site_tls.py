"""A certificate is believed where it leads to a root that we had; else nothing is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dondoc.web.site_answer import NotFetched, Tls, Why
from tests.support.site_certificates import Authority, self_signed
from tests.support.wild_site import PAGE, RULES


def why(visitor, address) -> Why:
    with pytest.raises(NotFetched) as stopped:
        visitor.get(address, RULES)
    return stopped.value.why


def test_a_complete_chain_is_read(start, wary, root, tmp_path):
    site = start(root.site(folder=tmp_path))

    answer = wary.get(site.at("tot"), RULES)

    assert (200, Tls.COMPLETE) == (answer.status, answer.tls)


def test_what_is_not_valid_is_not_read_and_says_why(start, wary, root, tmp_path):
    wrong = {
        Why.TLS_EXPIRED: root.site(days=-1, folder=tmp_path),
        Why.TLS_OTHER_NAME: root.site(name="khac.example", folder=tmp_path),
        Why.TLS_SELF_SIGNED: self_signed(tmp_path),
        Why.TLS_UNTRUSTED: Authority("La").site(folder=tmp_path),
    }
    sites = {expected: start(context) for expected, context in wrong.items()}

    assert {one: one for one in wrong} == {
        expected: why(wary, site.at("tot")) for expected, site in sites.items()
    }
    assert [] == [asked for site in sites.values() for asked in site.asked]


def test_a_line_that_is_not_tls_at_all_is_broken(site, wary):
    assert Why.TLS_BROKEN == why(wary, site.at("tot").replace("http:", "https:"))


def test_a_forgotten_intermediate_is_fetched_and_verified(start, site, wary, root, tmp_path):
    between = Authority("Giua", root)
    site.file = between.der()
    secure = start(between.site(issuer_at=site.at("tep", "ca.example"), folder=tmp_path))

    for _time in range(2):
        answer = wary.get(secure.at("tot"), RULES)
        assert (PAGE.encode(), Tls.COMPLETED) == (answer.body, answer.tls)
    assert [("ca.example", "/tep")] == site.asked


def test_a_forgotten_intermediate_is_taken_from_the_offices_folder(start, wary, root, tmp_path):
    between = Authority("Giua", root)
    (tmp_path / "chung-thu" / "giua.pem").write_bytes(between.pem())
    secure = start(between.site(folder=tmp_path))

    assert Tls.COMPLETED == wary.get(secure.at("tot"), RULES).tls


@pytest.mark.parametrize("below", [False, True])
def test_what_a_stranger_offers_as_a_root_proves_nothing(start, site, wary, tmp_path, below):
    stranger = Authority("Goc mau")  # by the name of ours, with a key of his own
    signer = Authority("Giua", stranger) if below else stranger
    site.file = stranger.pem() + signer.pem()
    secure = start(signer.site(issuer_at=site.at("tep", "ca.example"), folder=tmp_path))
    (tmp_path / "chung-thu" / "la.crt").write_bytes(stranger.pem())

    assert why(wary, secure.at("tot")) in (Why.TLS_UNTRUSTED, Why.TLS_SELF_SIGNED)
    assert [] == secure.asked


def test_an_intermediate_that_does_not_come_leaves_it_untrusted(start, wary, site, root, tmp_path):
    between = Authority("Giua", root)
    for where in (site.at("khong-co"), site.at("lon"), site.at("ra-trong"), "file:///etc/passwd"):
        secure = start(between.site(issuer_at=where, folder=tmp_path))
        assert Why.TLS_UNTRUSTED == why(wary, secure.at("tot"))


def test_a_completed_chain_does_not_help_another_name(start, site, wary, root, tmp_path):
    between = Authority("Giua", root)
    site.file = between.der()
    where = site.at("tep", "ca.example")
    other = start(between.site(name="khac.example", issuer_at=where, folder=tmp_path))
    good = start(between.site(issuer_at=where, folder=tmp_path))

    assert Tls.COMPLETED == wary.get(good.at("tot"), RULES).tls
    assert why(wary, other.at("tot")) in (Why.TLS_UNTRUSTED, Why.TLS_OTHER_NAME)


@pytest.mark.parametrize("path", ["treo", "nho-giot-dau", "nho-giot-than"])
def test_a_secure_site_that_hangs_or_drips_is_slow(start, wary, root, tmp_path, path):
    site = start(root.site(folder=tmp_path))

    with pytest.raises(NotFetched) as stopped:
        wary.get(site.at(path), replace(RULES, within=0.5))
    assert Why.SLOW == stopped.value.why
