"""A copy goes back into an empty place alone, whole or not at all, under its own key."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from dondoc.ledger.own_mark import mark_of
from dondoc.ledger.revision import require_newest
from dondoc.operations.backup.restore_copy import restore_copy
from dondoc.operations.backup.take_backup import take_backup
from dondoc.problems import Refused
from models import Incoming
from models.database import make_engine, transaction
from models.migrations.run import migrate_down, present
from tests.operations.backup.conftest import NIGHT, PAPER

LATER = NIGHT + timedelta(hours=12)


@pytest.fixture
def copy(office):
    office.sha256 = office.keep(PAPER)
    office.receive(b"Subject: a\n\nb")
    return take_backup(office.engine, office.settings, office.settings.backup_dir, now=NIGHT)


def elsewhere(office, database, tmp_path: Path, **more):
    there = {"data_dir": tmp_path / "may-moi", "database_url": database("moi"), **more}
    return office.settings.model_copy(update=there)


def test_everything_is_there_on_another_machine(office, copy, database, tmp_path):
    settings = elsewhere(office, database, tmp_path)
    done = restore_copy(copy.path, settings, now=LATER)

    engine = make_engine(settings.database)
    require_newest(engine)
    with transaction(engine, write=False) as session:
        assert copy.manifest.mark == mark_of(session)
        [mail] = session.exec(select(Incoming)).all()
    engine.dispose()
    assert "" == done.from_revision
    assert office.settings.signing_key() == settings.signing_key()
    stored = settings.files_dir / office.sha256[:2] / office.sha256
    assert (PAPER, 1) == (stored.read_bytes(), stored.stat().st_nlink)
    assert (settings.mail_dir / mail.sha256[:2] / f"{mail.sha256}.eml").exists()
    assert 0o700 == settings.data_dir.stat().st_mode & 0o777


def test_a_place_that_is_not_empty_is_named_and_left_alone(office, copy):
    before = sorted(office.settings.data_dir.rglob("*"))

    with pytest.raises(Refused, match=r"chỉ khôi phục vào chỗ trống|đã có bảng"):
        restore_copy(copy.path, office.settings, now=LATER)
    assert before == sorted(office.settings.data_dir.rglob("*"))


def test_a_copy_of_an_older_program_is_brought_up(office, database, tmp_path):
    migrate_down(office.engine, "0031_add_posting")
    copy = take_backup(office.engine, office.settings, office.settings.backup_dir, now=NIGHT)
    settings = elsewhere(office, database, tmp_path)

    assert "0031_add_posting" == restore_copy(copy.path, settings, now=LATER).from_revision
    engine = make_engine(settings.database)
    require_newest(engine)
    engine.dispose()


@pytest.mark.one_database
def test_a_file_that_changed_is_refused_and_nothing_is_begun(office, copy, database, tmp_path):
    (copy.path / "ledger.sqlite3").write_bytes(b"hong")
    settings = elsewhere(office, database, tmp_path)

    with pytest.raises(Refused, match=r"ledger.sqlite3.*đã hỏng"):
        restore_copy(copy.path, settings, now=LATER)
    assert not settings.data_dir.exists()


@pytest.mark.one_database
def test_a_newer_programs_copy_is_refused(office, copy, database, tmp_path):
    manifest = copy.path / "manifest.json"
    newer = {**json.loads(manifest.read_text()), "revision": "9999_from_the_future"}
    manifest.write_text(json.dumps(newer))

    with pytest.raises(Refused, match=r"mới hơn chương trình này"):
        restore_copy(copy.path, elsewhere(office, database, tmp_path), now=LATER)


@pytest.mark.one_database
def test_another_key_is_refused(office, copy, database, tmp_path):
    from pydantic import SecretStr

    other = elsewhere(office, database, tmp_path, secret_key=SecretStr("k" * 40))
    with pytest.raises(Refused, match=r"DONDOC_SECRET_KEY.*không phải khóa của bản sao này"):
        restore_copy(copy.path, other, now=LATER)


@pytest.mark.one_database
def test_a_key_kept_apart_is_asked_for(office, database, tmp_path):
    place, apart = office.settings.backup_dir, tmp_path / "khoa"
    copy = take_backup(office.engine, office.settings, place, now=NIGHT, key_to=apart)
    settings = elsewhere(office, database, tmp_path)
    with pytest.raises(Refused, match=r"bản sao không có khóa ký; hãy thêm --key"):
        restore_copy(copy.path, settings, now=LATER)

    [key] = apart.iterdir()
    restore_copy(copy.path, settings, now=LATER, key_file=key)
    assert key.read_bytes() == settings.signing_key()


@pytest.mark.one_database
def test_a_machine_cannot_have_broken_before_its_copy(office, copy, database, tmp_path):
    settings = elsewhere(office, database, tmp_path)
    with pytest.raises(Refused, match=r"trước lúc sao lưu"):
        restore_copy(copy.path, settings, now=LATER, lost_at=NIGHT - timedelta(hours=1))


@pytest.mark.one_database
def test_sqlite_does_not_become_postgresql(office, copy, tmp_path, postgresql_url):
    there = {"data_dir": tmp_path / "may-moi", "database_url": postgresql_url}
    with pytest.raises(Refused, match=r"bản sao là của sổ SQLite"):
        restore_copy(copy.path, office.settings.model_copy(update=there), now=LATER)


@pytest.mark.one_database
def test_what_fails_half_way_leaves_the_place_empty(office, copy, database, tmp_path):
    (tmp_path / "khong").write_text("một tệp ở chỗ của thư mục")
    settings = elsewhere(office, database, tmp_path)
    settings = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/khong/so"})

    with pytest.raises(Refused, match="không ghi được"):
        restore_copy(copy.path, settings, now=LATER)
    assert [] == list(settings.data_dir.iterdir())


def test_migrating_makes_a_copy_first_and_that_copy_is_the_way_back(office, database, tmp_path):
    from dondoc.operations.backup.copy_before import copy_before_migrating

    assert copy_before_migrating(office.engine, office.settings, now=NIGHT) is None
    migrate_down(office.engine, "0031_add_posting")

    copy = copy_before_migrating(office.engine, office.settings, now=NIGHT)

    assert copy is not None
    assert "0031_add_posting" == copy.manifest.revision == present(office.engine)
    if office.engine.dialect.name == "sqlite":  # the program of then opens it as it is
        kept = make_engine(f"sqlite:///{copy.path / 'ledger.sqlite3'}")
        assert "0031_add_posting" == present(kept)
        kept.dispose()
