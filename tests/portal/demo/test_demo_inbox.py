"""The demo's inbox shows what was sent, runs nothing of it, and is not there in a real one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dondoc.plan.rulebook import Rulebook
from dondoc.settings import Settings
from tests.support.portal import Portal

ICS = "BEGIN:VCALENDAR\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def demo(portal_settings: Settings, sqlite_engine: Engine, rulebook: Rulebook) -> Iterator[Portal]:
    settings = portal_settings.model_copy(update={"demo": True})
    settings.inbox_dir.mkdir(parents=True)
    portal = Portal(settings, sqlite_engine, rulebook)
    yield portal
    portal.close()


def put(folder: Path, name: str, subject: str, *, at: int) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["To"] = subject, "van-thu@stc.example"
    mail["Message-ID"] = f"<{name}@don-doc.example>"
    mail.set_content("Kính gửi: Sở Tài chính\nhttps://cong.example/v/abc <b>")
    mail.add_alternative(
        "<p style='color:red'>Kính gửi</p><script>alert(1)</script>", subtype="html"
    )
    mail.add_attachment(ICS, subtype="calendar", filename="han.ics")
    (folder / name).write_bytes(mail.as_bytes())
    os.utime(folder / name, (at, at))


def test_it_lists_the_newest_first(demo: Portal) -> None:
    put(demo.settings.inbox_dir, "b.eml", "[Mở kỳ] cũ", at=1_800_000_000)
    put(demo.settings.inbox_dir, "a.eml", "[Nhắc hạn] mới", at=1_800_000_100)

    text = demo.page("/hop-thu").text

    assert text.index("[Nhắc hạn] mới") < text.index("[Mở kỳ] cũ")


def test_each_letter_has_the_date_that_it_says(demo: Portal) -> None:
    put(demo.settings.inbox_dir, "a.eml", "[Mở kỳ] cũ", at=1_800_000_000)
    path = demo.settings.inbox_dir / "a.eml"
    dated = b"Date: Mon, 01 Mar 2021 08:05:00 +0700\n" + path.read_bytes()
    path.write_bytes(dated)

    assert "08:05 ngày 01/03/2021" in demo.page("/hop-thu").text
    assert "08:05 ngày 01/03/2021" in demo.page("/hop-thu/a.eml").text


def test_it_shows_text_html_headers_and_calendar(demo: Portal) -> None:
    put(demo.settings.inbox_dir, "a.eml", "[Nhắc hạn]", at=1_800_000_000)

    page = demo.page("/hop-thu/a.eml")

    assert "Kính gửi: Sở Tài chính" in page.text
    assert "https://cong.example/v/abc" in page.links
    assert "<a.eml@don-doc.example>" in page.text
    assert "METHOD:PUBLISH" in page.text


def test_nothing_in_a_mail_runs(demo: Portal) -> None:
    put(demo.settings.inbox_dir, "a.eml", "<script>alert(1)</script>", at=1_800_000_000)

    answer = demo.get("/hop-thu/a.eml")

    page = demo.page("/hop-thu/a.eml")
    (frame,) = [attributes for tag, attributes in page.elements if tag == "iframe"]
    assert "allow-scripts" not in str(frame["sandbox"])
    assert "<script>alert(1)</script>" in str(frame["srcdoc"])
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "name",
    ["..%2Fkhac.eml", "..%5Ckhac.eml", "%2Fetc%2Fpasswd", "secret.key", "lien-ket.eml", "x.eml"],
)
def test_it_reads_nothing_but_its_mails(demo: Portal, name: str) -> None:
    (demo.settings.data_dir / "khac.eml").write_text("Subject: mật\n\nmật", encoding="utf-8")
    (demo.settings.inbox_dir / "secret.key").write_text("mật", encoding="utf-8")
    (demo.settings.inbox_dir / "lien-ket.eml").symlink_to(demo.settings.data_dir / "khac.eml")

    answer = demo.get(f"/hop-thu/{name}")

    assert 404 == answer.status_code
    assert "mật" not in answer.text


def test_an_empty_inbox_says_when_mail_comes(demo: Portal) -> None:
    assert "Chưa có thư nào." in demo.page("/hop-thu").text


def test_a_real_installation_has_none(portal: Portal) -> None:
    portal.settings.inbox_dir.mkdir(parents=True)
    put(portal.settings.inbox_dir, "a.eml", "[Nhắc hạn]", at=1_800_000_000)

    assert [404, 404] == [portal.get(p).status_code for p in ("/hop-thu", "/hop-thu/a.eml")]
