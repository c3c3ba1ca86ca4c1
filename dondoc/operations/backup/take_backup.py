"""A copy of the installation, while it runs: ledger, key, files, mail, settings, one manifest.

The ledger is copied first, then the files that it names: a file is on the disk before its row is
committed, and none that is named is deleted (docs/decisions/0086). What lies there already in the
copy before is linked to it, so a night costs what came since.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlmodel import Session

from dondoc.ledger.own_mark import fingerprint, mark_of
from dondoc.limits import LEAST_FREE, MEGABYTE, megabytes
from dondoc.operations.backup.copy_manifest import (
    MANIFEST,
    CopiedFile,
    CopyManifest,
    digest_of,
    pieces,
)
from dondoc.operations.backup.copy_place import (
    FoundCopy,
    copy_name,
    list_copies,
    one_at_a_time,
    whole_or_none,
)
from dondoc.operations.backup.copy_sources import CopySource, copy_sources, named_by_ledger
from dondoc.operations.backup.ledger_dump import database_version, dump_ledger
from dondoc.operations.backup.settings_copy import SETTINGS_COPY, without_passwords
from dondoc.problems import Problem, Refused
from dondoc.settings import Settings
from models.database import transaction
from models.migrations.run import newest, present

KEY_COPY = "secret.key"


def take_backup(
    engine: Engine, settings: Settings, place: Path, *, now: datetime, key_to: Path | None = None
) -> FoundCopy:
    """Copy everything to a folder of its own at `place`; it appears whole or not at all.

    The key of the links lies in it, mode 0600, or in the folder `key_to`, where one is named.
    Raises Refused: another copies, no room, no `pg_dump`, a damaged ledger. A copy of the same
    second that is there already is that copy.
    """
    _refuse_inside(settings, place)
    with one_at_a_time(place):
        name = copy_name(now)
        before = {one.path.name: one for one in list_copies(place)}
        if name in before:
            return before[name]
        mark = _asked(engine, mark_of, "")
        mine = [one for one in before.values() if one.manifest.mark == mark]
        last = mine[-1] if mine else None
        _refuse_without_room(engine, settings, place, last)
        try:
            with whole_or_none(place, name) as folder:
                manifest = _Copying(engine, settings, folder, mark, last).run(now, key_to)
        except OSError as fault:
            wanted = f"không ghi trọn được bản sao ({fault}); hãy xem ổ đĩa và quyền"
            raise Refused(Problem("nơi sao lưu", str(place), wanted)) from None
        return FoundCopy(place / name, manifest)


@dataclass
class _Copying:
    engine: Engine
    settings: Settings
    folder: Path
    mark: str
    before: FoundCopy | None
    files: list[CopiedFile] = field(default_factory=list)

    def run(self, now: datetime, key_to: Path | None) -> CopyManifest:
        nothing: set[str] = set()
        named = _asked(self.engine, lambda one: named_by_ledger(one, self.settings), nothing)
        ledger = self._there(dump_ledger(self.engine, self.folder).name)
        self._files()
        left_out = self._settings()
        self._key(key_to)
        manifest = CopyManifest(
            taken_at=now,
            mark=self.mark,
            key_fingerprint=fingerprint(self.settings.signing_key()),
            revision=present(self.engine) or "",
            ledger=ledger.path,
            versions=_versions(self.engine),
            left_out=left_out,
            missing=tuple(sorted(named - self._whole())),
            files=tuple(self.files),
        )
        self._write(MANIFEST, manifest.text().encode())
        return manifest

    def _files(self) -> None:
        linkable = _by_path(self.before)
        for one in copy_sources(self.settings):
            with suppress(FileNotFoundError):  # let go of meanwhile: nothing names it
                self.files.append(self._link(one, linkable) or self._copy(one))

    def _link(self, one: CopySource, linkable: Mapping[str, CopiedFile]) -> CopiedFile | None:
        """The file of the copy before under this copy's name, where it is the same."""
        known = linkable.get(one.path) if one.by_content else None
        if known is None or self.before is None or one.source.stat().st_size != known.size:
            return None
        target = self._target(one.path)
        try:
            os.link(self.before.path / one.path, target)
        except OSError:  # no links on this disk, or the file is gone from the copy before
            return None
        return known

    def _copy(self, one: CopySource) -> CopiedFile:
        """The file as it was opened, its hash reckoned on the way, on the disk when it is done."""
        target, found, size = self._target(one.path), hashlib.sha256(), 0
        with target.open("wb") as to:
            for piece in pieces(one.source):
                found.update(piece)
                size += len(piece)
                to.write(piece)
            to.flush()
            os.fsync(to.fileno())
        return CopiedFile(one.path, size, found.hexdigest())

    def _settings(self) -> tuple[str, ...]:
        text, left_out = without_passwords(self.settings)
        self._write(SETTINGS_COPY, text.encode())
        self._there(SETTINGS_COPY)
        return left_out

    def _key(self, key_to: Path | None) -> None:
        key = self.settings.signing_key()
        if key_to is None:
            self._write(KEY_COPY, key)
            self._there(KEY_COPY)
            return
        try:
            key_to.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_private(key_to / f"secret-{fingerprint(key)[:8]}.key", key)
        except OSError as fault:
            wanted = f"không ghi được khóa vào đây ({fault.strerror}); hãy xem thư mục và quyền"
            raise Refused(Problem("nơi cất khóa", str(key_to), wanted)) from None

    def _write(self, name: str, content: bytes) -> None:
        write_private(self.folder / name, content)

    def _there(self, name: str) -> CopiedFile:
        path = self.folder / name
        found = CopiedFile(name, path.stat().st_size, digest_of(path))
        self.files.append(found)
        return found

    def _target(self, path: str) -> Path:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return target

    def _whole(self) -> set[str]:
        """What was copied, but for evidence and mail whose bytes are not those of their name."""
        hashed = tuple(f"{one.name}/" for one in (self.settings.files_dir, self.settings.mail_dir))
        return {
            one.path
            for one in self.files
            if not one.path.startswith(hashed) or Path(one.path).name.startswith(one.sha256)
        }


T = TypeVar("T")


def _asked(engine: Engine, ask: Callable[[Session], T], otherwise: T) -> T:
    """What the ledger says; a ledger of an older program may not have what is asked for yet."""
    try:
        with transaction(engine, write=False) as session:
            return ask(session)
    except (OperationalError, ProgrammingError):
        if present(engine) == newest():
            raise
        return otherwise


def write_private(path: Path, content: bytes) -> None:
    """Mode 0600 from the first byte on, on the disk when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _versions(engine: Engine) -> dict[str, str]:
    return {
        "dondoc": version("dondoc"),
        "python": platform.python_version(),
        "database": database_version(engine),
    }


def _by_path(copy: FoundCopy | None) -> dict[str, CopiedFile]:
    return {one.path: one for one in copy.manifest.files} if copy else {}


def _refuse_inside(settings: Settings, place: Path) -> None:
    """A copy inside what is copied would copy itself."""
    inside = place.resolve()
    for folder in (settings.files_dir, settings.mail_dir, settings.snapshots_dir):
        if inside.is_relative_to(folder.resolve()):
            wanted = "nằm trong thư mục được sao lưu; hãy chọn nơi khác, tốt nhất là ổ đĩa khác"
            raise Refused(Problem("nơi sao lưu", str(place), wanted))


def _refuse_without_room(
    engine: Engine, settings: Settings, place: Path, before: FoundCopy | None
) -> None:
    """Raises Refused where what is new would not leave `LEAST_FREE` on that disk."""
    known = _by_path(before)
    new = 0
    for one in copy_sources(settings):
        if not (one.by_content and one.path in known):
            with suppress(FileNotFoundError):
                new += one.source.stat().st_size
    if engine.dialect.name == "sqlite":
        new += Path(str(engine.url.database)).stat().st_size
    elif before is not None:
        new += known[before.manifest.ledger].size
    free = shutil.disk_usage(place).free
    if free - new < LEAST_FREE:
        wanted = (
            f"còn {megabytes(free)} trống, bản sao cần {megabytes(new + MEGABYTE)} và phải chừa"
            f" lại {megabytes(LEAST_FREE)}; hãy dọn bớt hoặc chọn nơi khác"
        )
        raise Refused(Problem("nơi sao lưu", str(place), wanted))
