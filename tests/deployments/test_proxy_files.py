"""The files of deployments/proxy/ as an office uses them: sound, of our limits, silent on links."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest

from dondoc.limits import LARGEST_UPLOAD, MEGABYTE, UPLOAD_PATIENCE
from tests.support.nginx_front import FILES, ROOT, Front

TOKEN = "abcdefghijklmnopqrstuvwxyz234567"
SIGNED = (
    f"/v/{TOKEN}",
    f"/v/{TOKEN}/nop?tu={TOKEN}",
    f"/v/%61{TOKEN[1:]}",
    f"/v/{TOKEN.upper()}",
    f"/dang-nhap/{TOKEN}?tiep=/v/{TOKEN}",
    f"/xin-lam/{TOKEN}/{TOKEN}",
    f"/prefect/api/{TOKEN}",
    f"/prefect/v2/{TOKEN}",
)


@pytest.mark.parametrize("root", [ROOT, ""])
def test_nginx_finds_nothing_wrong_under_a_sub_path_and_on_a_host_of_its_own(
    tmp_path: Path, root: str
) -> None:
    front = Front(tmp_path / "nginx", root)
    front.write()

    assert "" == front.check()


def test_no_log_holds_a_signed_link_also_when_the_portal_is_down(tmp_path: Path) -> None:
    front = Front(tmp_path / "nginx")
    front.write()
    large = {"Content-Length": str(500 * MEGABYTE)}
    with front.running():
        for path in SIGNED:
            front.ask("GET", ROOT + path, headers={"Referer": f"https://x.example/?{TOKEN}"})
            front.ask("POST", ROOT + path, "x", large)
            front.ask("GET", (ROOT + path).replace("/", "//"))

    logs = front.log + front.error_log + (front.folder / "start.log").read_text()
    assert not re.search(TOKEN[1:], logs, re.IGNORECASE)
    assert f"{ROOT}/v/***" in front.log
    assert " 502 " in front.log
    assert 3 * len(SIGNED) == len(front.log.splitlines())


def test_plain_http_leads_to_the_same_address_and_no_log_holds_it(tmp_path: Path) -> None:
    front = Front(tmp_path / "nginx")
    front.write()
    with front.running():
        answer = httpx.get(f"http://127.0.0.1:{front.plain}{ROOT}/v/{TOKEN}?x=1", trust_env=False)

    assert (301, f"{front.address}/v/{TOKEN}?x=1") == (
        answer.status_code,
        answer.headers["Location"],
    )
    assert TOKEN not in front.log + front.error_log


def test_bodies_and_patience_are_of_the_portals_own_limits() -> None:
    text = (FILES / "locations.conf").read_text(encoding="utf-8")
    patience = re.search(r"proxy_read_timeout (\d+)s", (FILES / "forwarded.conf").read_text())
    body = re.search(r"client_max_body_size (\d+)m", text)

    assert body is not None
    assert patience is not None
    assert 4 * LARGEST_UPLOAD == int(body[1]) * MEGABYTE  # read to the end to be heard
    assert 2 * UPLOAD_PATIENCE <= int(patience[1])
