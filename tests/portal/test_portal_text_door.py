"""The sender chooses no codec, and what is illegible comes in by no form, address or query."""

from __future__ import annotations

import pytest

from dondoc.portal.text_door import PlainRoute
from models import Submission
from tests.support.portal import Portal


def test_every_route_reads_by_this_door(portal: Portal) -> None:
    other = {route.path for route in portal.routes() if not isinstance(route, PlainRoute)}

    assert {"/", "/robots.txt"} == other  # these take nothing


@pytest.mark.parametrize(
    "said",
    ["; charset=utf-7", '; CharSet="utf-7"', "; charset*=us-ascii''utf-7", "; charset*0=utf-7"],
)
def test_a_form_is_utf_8_whatever_it_says(portal: Portal, said: str) -> None:
    part = 'Content-Disposition: form-data; name="dia_chi"'
    body = f"--ngan\r\n{part}\r\n\r\ncán bộ +AEA-\r\n--ngan--\r\n".encode()
    kind = {"content-type": f"multipart/form-data; boundary=ngan{said}"}

    answer = portal.client.post("/dang-nhap", content=body, headers=kind)

    assert (422, True) == (answer.status_code, 'value="cán bộ +AEA-"' in answer.text)


def test_a_codec_that_takes_for_ever_is_not_asked(portal: Portal) -> None:
    part = b'Content-Disposition: form-data; name="dia_chi"'
    body = b"--ngan\r\n" + part + b"\r\n\r\n-" + b"a9" * 250_000 + b"\r\n--ngan--\r\n"
    kind = {"content-type": "multipart/form-data; boundary=ngan; charset=punycode"}

    assert 422 == portal.client.post("/dang-nhap", content=body, headers=kind).status_code


def test_what_a_unit_types_is_kept_without_what_cannot_be_read(portal: Portal) -> None:
    answer = portal.hand_in(portal.link(), signer="A\x00n\x07", note="Việt\r\n" + "e\u0302\u0323")

    assert 303 == answer.status_code
    (kept,) = portal.rows(Submission)
    assert ("An", "Việt\nệ") == (kept.signer, kept.note)


def test_the_name_of_a_file_is_text_too(portal: Portal) -> None:
    pdf = {"file": ("ba\u0301o%00 ca\u0301o.pdf", b"%PDF-1.7", "application/pdf")}

    assert 303 == portal.hand_in(portal.link(), files=pdf).status_code


@pytest.mark.parametrize(
    "path",
    [
        "/%00", "/v/%00", "/v/a%00b/viec/1", "/dang-nhap/%00?tiep=%00", "/dang-nhap?tiep=%00/bang",
        "/dang-nhap?tiep=/%ff%fe", "/xac-nhan/%ed%a0%80", "/static/%00",
    ],
)  # fmt: skip
def test_an_address_is_read_the_same_way(portal: Portal, path: str) -> None:
    answer = portal.get(path)

    assert answer.status_code in (200, 307, 404, 410)
    assert "\x00" not in answer.text
