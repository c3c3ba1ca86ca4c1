"""A mail is taken from a folder when it is whole; what is none is said and stays."""

from __future__ import annotations

import os
from datetime import date, timedelta

import pytest

from dondoc.clock import at
from dondoc.mailbox.folder_source import FolderSource

CAME = at(date(2027, 3, 15), 8)
SOON = CAME + timedelta(seconds=5)
PLAIN = b"From: a@b.example\n\nDa nop\n"
PARTS = (
    b'From: a@b.example\nContent-Type: multipart/mixed;\n boundary="=_x"\n\n--=_x\n\nDa nop\n'
    b"--=_x\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK\n"
    b"--=_x--\n"
)


def _put(folder, raw: bytes, name: str = "1.eml") -> None:
    (folder / name).write_bytes(raw)
    os.utime(folder / name, (CAME.timestamp(),) * 2)


def _names(folder, now=SOON) -> list[str]:
    return [mail.mailbox for mail in FolderSource(folder).fetch({}, now)]


@pytest.mark.parametrize(
    "half", [PARTS[:-30], PARTS[:-9], PARTS[:60], PLAIN[:-1], b"From: a@b.example\n", b""]
)
def test_a_mail_under_way_is_left_until_it_is_whole(half, tmp_path):
    _put(tmp_path, half)
    assert [] == _names(tmp_path)

    _put(tmp_path, PARTS)
    assert ["1.eml"] == _names(tmp_path)


def test_one_that_nobody_goes_on_with_is_taken_as_it_is(tmp_path):
    _put(tmp_path, PARTS[:-30])

    assert [] == _names(tmp_path, CAME + timedelta(minutes=9))
    assert ["1.eml"] == _names(tmp_path, CAME + timedelta(minutes=10))


def test_a_mail_by_its_ending_in_capitals_is_one_and_what_is_none_is_said(tmp_path):
    for name in ("1.EML", "2.Eml", "thu.msg", "ghi-chu.txt", "3.tmp", ".an.eml"):
        _put(tmp_path, PLAIN, name)
    source = FolderSource(tmp_path)

    assert ["1.EML", "2.Eml"] == [mail.mailbox for mail in source.fetch({}, SOON)]
    assert sorted(source.beside().split(", ")) == ["ghi-chu.txt", "thu.msg"]


def test_a_mail_that_cannot_be_opened_stops_no_other(tmp_path):
    (tmp_path / "0.eml").symlink_to(tmp_path / "nowhere")
    _put(tmp_path, PLAIN)

    assert ["1.eml"] == _names(tmp_path)
