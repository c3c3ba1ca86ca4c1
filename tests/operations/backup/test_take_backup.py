"""A copy holds everything, costs what is new, and appears whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from dondoc.operations.backup.copy_place import backup_place, list_copies, newest_good_copy
from dondoc.operations.backup.take_backup import take_backup
from dondoc.operations.backup.verify_copy import chosen_copy, verify_copy
from dondoc.problems import Refused
from models.database import transaction
from models.migrations.run import newest
from tests.operations.backup.conftest import NIGHT, PAPER, Office

LATER = NIGHT + timedelta(days=1)


def copied(office: Office, now=NIGHT, **more):
    return take_backup(
        office.engine, office.settings, backup_place(office.settings), now=now, **more
    )


def test_a_copy_holds_ledger_key_files_mail_and_settings_while_others_write(office):
    sha256, mail = office.keep(PAPER), office.receive(b"Subject: a\n\nb")

    with transaction(office.engine):
        copy = copied(office)

    assert office.settings.backup_dir / "dondoc-20270301-013000" == copy.path
    ledger = {"sqlite": "ledger.sqlite3", "postgresql": "ledger.pgdump"}[office.engine.dialect.name]
    assert {
        ledger,
        "secret.key",
        "settings.env",
        f"files/{sha256[:2]}/{sha256}",
        f"mail/{mail.parent.name}/{mail.name}",
    } == {file.path for file in copy.manifest.files}
    assert (newest(), ("DONDOC_SMTP_URL",), ()) == (
        copy.manifest.revision,
        copy.manifest.left_out,
        copy.manifest.missing,
    )
    assert copy == newest_good_copy(office.settings)
    assert verify_copy(chosen_copy(office.settings.backup_dir)) == copy.manifest


@pytest.mark.one_database
def test_no_password_and_no_stranger_gets_at_it(office):
    copy = copied(office)

    assert b"mat-khau" not in (copy.path / "settings.env").read_bytes()
    assert {0o700} == {stat.S_IMODE(copy.path.stat().st_mode)}
    private = [copy.path / name for name in ("secret.key", "settings.env", "ledger.sqlite3")]
    assert {0o600} == {stat.S_IMODE(path.stat().st_mode) for path in private}


@pytest.mark.one_database
def test_the_key_lies_apart_where_a_folder_is_named(office, tmp_path):
    copy = copied(office, key_to=tmp_path / "khoa")

    [kept] = (tmp_path / "khoa").iterdir()
    assert office.settings.signing_key() == kept.read_bytes()
    assert 0o600 == stat.S_IMODE(kept.stat().st_mode)
    assert not (copy.path / "secret.key").exists()


@pytest.mark.one_database
def test_the_second_night_copies_only_what_came_since(office):
    first, one = copied(office), office.keep(PAPER)
    second = copied(office, LATER)
    two = office.keep(PAPER + b"2")
    third = copied(office, LATER + timedelta(days=1))

    def inode(copy, sha256: str) -> int:
        return (copy.path / "files" / sha256[:2] / sha256).stat().st_ino

    assert inode(second, one) == inode(third, one)
    assert first.manifest.files != second.manifest.files != third.manifest.files
    assert PAPER + b"2" == (third.path / "files" / two[:2] / two).read_bytes()
    assert [first, second, third] == list_copies(office.settings.backup_dir)
    verify_copy(third.path)


@pytest.mark.one_database
def test_a_disk_without_links_gets_whole_files(office, monkeypatch):
    sha256 = office.keep(PAPER)
    copied(office)
    monkeypatch.setattr(os, "link", _no_links)

    second = copied(office, LATER)

    assert PAPER == (second.path / "files" / sha256[:2] / sha256).read_bytes()


def _no_links(_from: Path, _to: Path) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.one_database
def test_what_the_ledger_names_and_the_disk_lost_is_said(office):
    office.receive(b"Subject: a\n\nb").unlink()
    spoiled = office.receive(b"Subject: c\n\nd")
    spoiled.write_bytes(b"hong")

    copy = copied(office)

    assert 2 == len(copy.manifest.missing)
    assert f"mail/{spoiled.parent.name}/{spoiled.name}" in copy.manifest.missing


@pytest.mark.one_database
def test_half_a_copy_is_none(office, monkeypatch):
    office.keep(PAPER)
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(Refused, match="không ghi trọn được bản sao"):
        copied(office)
    monkeypatch.undo()

    left = office.settings.backup_dir / "dondoc-20270228-013000.part"
    left.mkdir()
    copy = copied(office)
    assert [copy.path] == [one for one in office.settings.backup_dir.iterdir() if one.is_dir()]


def _full(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.one_database
def test_two_at_once_are_one(office):
    from dondoc.operations.backup.copy_place import one_at_a_time

    with (
        one_at_a_time(office.settings.backup_dir),
        pytest.raises(Refused, match="đang có lượt sao lưu khác"),
    ):
        copied(office)


@pytest.mark.one_database
def test_a_copy_is_not_put_inside_what_is_copied(office):
    inside = office.settings.files_dir / "sao-luu"
    with pytest.raises(Refused, match="nằm trong thư mục được sao lưu"):
        take_backup(office.engine, office.settings, inside, now=NIGHT)


@pytest.mark.one_database
def test_a_copy_that_changed_is_refused_with_each_file(office):
    sha256 = office.keep(PAPER)
    copy = copied(office)
    (copy.path / "files" / sha256[:2] / sha256).write_bytes(PAPER[:-1] + b"?")
    (copy.path / "secret.key").unlink()

    with pytest.raises(Refused) as caught:
        verify_copy(copy.path)

    given = [(one.given, one.wanted) for one in caught.value.problems]
    assert [
        (f"files/{sha256[:2]}/{sha256}", "tệp này đã hỏng: khác lúc sao lưu"),
        ("secret.key", "thiếu tệp này"),
    ] == given


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": 2}, "mới hơn chương trình này"),
        ({"files": [{"path": "../x", "size": 1, "sha256": "a" * 64}]}, "đã hỏng"),
        ({"taken_at": "2027-03-01T01:30:00"}, "đã hỏng"),
        ({"ledger": "/etc/passwd"}, "đã hỏng"),
    ],
)
def test_a_list_that_cannot_be_trusted_is_refused(office, changed, said):
    copy = copied(office)
    manifest = copy.path / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), **changed}))

    with pytest.raises(Refused, match=said):
        verify_copy(copy.path)
    assert newest_good_copy(office.settings) is None


@pytest.mark.one_database
def test_a_folder_without_copies_says_what_one_is(tmp_path):
    with pytest.raises(Refused, match="không có bản sao lưu nào ở đây"):
        chosen_copy(tmp_path)
