"""A copy put back into an empty place: verified first, marked as restored, used only when whole.

The ledger is put in place after the files that it names, the key after the ledger: until then no
process starts. From its first moment the ledger knows that it is a copy (`mark_restored`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.exc import OperationalError

from dondoc.delivery.after_restore.mark_restoration import mark_restored
from dondoc.ledger.own_mark import fingerprint
from dondoc.limits import LEAST_FREE, megabytes
from dondoc.operations.backup.copy_manifest import CopiedFile, CopyManifest, digest_of
from dondoc.operations.backup.copy_sources import PLAN_COPY
from dondoc.operations.backup.ledger_dump import POSTGRESQL_COPY, SQLITE_COPY, refuse_damaged
from dondoc.operations.backup.postgresql_tools import load_postgresql
from dondoc.operations.backup.settings_copy import SETTINGS_COPY
from dondoc.operations.backup.take_backup import KEY_COPY, write_private
from dondoc.operations.backup.verify_copy import verify_copy
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models.database import make_engine, transaction
from models.kinds import RestoredHow
from models.migrations.run import is_known, migrate, newest

_OWN = "backups"
"""The one thing that may lie in the data folder: the copies themselves, where no other place is."""


@dataclass(frozen=True)
class RestoreDone:
    """What was put back; `from_revision` where the ledger was brought up to this program's."""

    manifest: CopyManifest
    from_revision: str


def restore_copy(
    copy: Path,
    settings: Settings,
    *,
    now: datetime,
    lost_at: datetime | None = None,
    key_file: Path | None = None,
) -> RestoreDone:
    """Put a copy back where the settings say. Raises Refused; then nothing of it is left there.

    `lost_at`: until when the ledger before may have sent; as long as nobody says, until now.
    """
    manifest = verify_copy(copy)
    _refuse_unknown(copy, manifest)
    key = _key(copy, settings, manifest, key_file)
    engine = make_engine(settings.database)
    try:
        _refuse_other_database(engine, manifest)
        _refuse_not_empty(engine, settings)
        _refuse_without_room(settings, manifest)
        lost_at = lost_at or now
        _refuse_before(manifest, lost_at)
        with _all_or_nothing(settings):
            _put_files(copy, settings, manifest)
            _put_ledger(copy, engine, manifest, lost_at=lost_at, now=now)
            if not settings.secret_key.get_secret_value():
                write_private(settings.data_dir / KEY_COPY, key)
    finally:
        engine.dispose()
    return RestoreDone(manifest, manifest.revision if manifest.revision != newest() else "")


def _put_files(copy: Path, settings: Settings, manifest: CopyManifest) -> None:
    apart = {manifest.ledger, KEY_COPY, SETTINGS_COPY}
    for file in manifest.files:
        if file.path not in apart:
            _put(copy, file, _target(settings, file.path))


def _target(settings: Settings, path: str) -> Path:
    """Where it belongs; a plan of the office's own goes to where the settings look for it."""
    first, _, rest = path.partition("/")
    if first == PLAN_COPY and settings.plan_folder is not None:
        return settings.plan_folder / rest
    return settings.data_dir / path


def _put(copy: Path, file: CopiedFile, target: Path) -> None:
    """Its bytes, not a link: what happens here must not reach the copy. Never over another file."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (copy / file.path).open("rb") as source, target.open("xb") as to:
        shutil.copyfileobj(source, to)
        to.flush()
        os.fsync(to.fileno())
    if digest_of(target) != file.sha256:
        wanted = "chép ra không còn nguyên; hãy xem ổ đĩa rồi khôi phục lại"
        raise Refused(Problem("bản sao lưu", file.path, wanted))


def _put_ledger(
    copy: Path, engine: Engine, manifest: CopyManifest, *, lost_at: datetime, now: datetime
) -> None:
    """The ledger, at this program's revision and marked, before anybody can open it."""
    if engine.dialect.name != "sqlite":
        load_postgresql(engine, copy / manifest.ledger)
        _mark(engine, copy, manifest, lost_at=lost_at, now=now)
        return
    final = Path(str(engine.url.database))
    growing = final.with_name(f"{final.name}.part")
    sizes = {file.path: file for file in manifest.files}
    _put(copy, sizes[manifest.ledger], growing)
    growing.chmod(0o600)
    refuse_damaged(growing)
    beside = make_engine(f"sqlite:///{growing}")
    _mark(beside, copy, manifest, lost_at=lost_at, now=now)
    beside.dispose()  # the last connection takes the log into the file
    growing.rename(final)


def _mark(
    engine: Engine, copy: Path, manifest: CopyManifest, *, lost_at: datetime, now: datetime
) -> None:
    migrate(engine)
    with transaction(engine) as session:
        mark_restored(
            session,
            how=RestoredHow.RESTORED,
            taken_at=manifest.taken_at,
            lost_at=lost_at,
            now=now,
            source=copy.name,
        )


@contextmanager
def _all_or_nothing(settings: Settings) -> Iterator[None]:
    """What was put into the data folder goes again where something fails; a database that a dump
    was not loaded into whole is empty by itself.
    """
    folder = settings.data_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    try:
        yield
    except BaseException as fault:
        for path in folder.iterdir():
            if path.name != _OWN:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        if isinstance(fault, OSError):
            wanted = f"không ghi được ({fault}); hãy xem ổ đĩa và quyền"
            raise Refused(Problem("DONDOC_DATA_DIR", str(folder), wanted)) from None
        raise


def _key(copy: Path, settings: Settings, manifest: CopyManifest, key_file: Path | None) -> bytes:
    """The key of the copy's links. Raises Refused for another, or for none."""
    given = settings.secret_key.get_secret_value()
    path = key_file or copy / KEY_COPY
    try:
        found = given.encode() if given and key_file is None else path.read_bytes().strip()
    except OSError:
        wanted = "bản sao không có khóa ký; hãy thêm --key với tệp khóa đã cất riêng"
        raise Refused(Problem("khóa ký", str(path), wanted)) from None
    if fingerprint(found) != manifest.key_fingerprint:
        where = "DONDOC_SECRET_KEY" if given and key_file is None else str(path)
        wanted = "không phải khóa của bản sao này: mọi đường dẫn đã gửi sẽ hỏng; hãy lấy đúng khóa"
        raise Refused(Problem("khóa ký", where, wanted))
    return found


def _refuse_unknown(copy: Path, manifest: CopyManifest) -> None:
    if not is_known(manifest.revision):
        wanted = (
            f"sổ trong bản sao ở bản {manifest.revision}, mới hơn chương trình này ({newest()});"
            " hãy cài chương trình đã lập bản sao"
        )
        raise Refused(Problem("bản sao lưu", str(copy), wanted))


def _refuse_other_database(engine: Engine, manifest: CopyManifest) -> None:
    wanted = {"sqlite": SQLITE_COPY, "postgresql": POSTGRESQL_COPY}[engine.dialect.name]
    if manifest.ledger != wanted:
        is_sqlite = manifest.ledger == SQLITE_COPY
        said = (
            "bản sao là của sổ SQLite; hãy bỏ DONDOC_DATABASE_URL"
            if is_sqlite
            else "bản sao là của sổ PostgreSQL; hãy đặt DONDOC_DATABASE_URL tới một cơ sở dữ liệu"
            " PostgreSQL còn trống"
        )
        raise Refused(Problem("DONDOC_DATABASE_URL", engine.dialect.name, said))


def _refuse_not_empty(engine: Engine, settings: Settings) -> None:
    """Raises Refused where anything lies that a copy could be mixed with; names it."""
    found: list[Path] = []
    if settings.data_dir.exists():
        found = [one for one in sorted(settings.data_dir.iterdir()) if one.name != _OWN]
    if engine.dialect.name == "sqlite":
        ledger = Path(str(engine.url.database))
        found += [ledger] if ledger.exists() and ledger not in found else []
    elif tables := _tables(engine):
        wanted = f"cơ sở dữ liệu đã có bảng ({tables[0]}, …); hãy tạo một cơ sở dữ liệu trống"
        raise Refused(Problem("DONDOC_DATABASE_URL", str(engine.url.database), wanted))
    if found:
        names = ", ".join(one.name for one in found[:3]) + (", …" if len(found) > 3 else "")
        wanted = f"đã có {names}; chỉ khôi phục vào chỗ trống: hãy dời đi hoặc chọn thư mục khác"
        raise Refused(Problem("DONDOC_DATA_DIR", str(settings.data_dir), wanted))


def _tables(engine: Engine) -> list[str]:
    try:
        return inspect(engine).get_table_names()
    except OperationalError:
        wanted = "không mở được cơ sở dữ liệu; hãy kiểm tra địa chỉ, mật khẩu và máy chủ"
        shown = engine.url.render_as_string(hide_password=True)
        raise Refused(Problem("DONDOC_DATABASE_URL", shown, wanted)) from None


def _refuse_without_room(settings: Settings, manifest: CopyManifest) -> None:
    folder = settings.data_dir.resolve()
    there = next(one for one in (folder, *folder.parents) if one.exists())
    free = shutil.disk_usage(there).free
    if free - manifest.size < LEAST_FREE:
        wanted = (
            f"còn {megabytes(free)} trống, khôi phục cần {megabytes(manifest.size)} và phải chừa"
            f" lại {megabytes(LEAST_FREE)}; hãy chọn ổ đĩa khác"
        )
        raise Refused(Problem("DONDOC_DATA_DIR", str(settings.data_dir), wanted))


def _refuse_before(manifest: CopyManifest, lost_at: datetime) -> None:
    if lost_at < manifest.taken_at:
        wanted = "máy không thể hỏng trước lúc sao lưu; hãy ghi lúc máy cũ còn gửi được lần cuối"
        raise Refused(Problem("--lost-at", lost_at.isoformat(), wanted))
