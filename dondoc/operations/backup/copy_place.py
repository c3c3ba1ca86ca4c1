"""A place where copies lie: which there are, the newest good one, which are kept how long."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from dondoc.clock import local, local_date
from dondoc.operations.backup.copy_manifest import MANIFEST, CopyManifest, read_manifest
from dondoc.problems import Problem, Refused
from dondoc.retention_periods import KEPT_DAYS, KEPT_MONTHS, KEPT_WEEKS
from dondoc.settings import Settings

_NAME = re.compile(r"dondoc-\d{8}-\d{6}")
_LOCK = ".dondoc-backup.lock"
_PART = ".part"


@dataclass(frozen=True)
class FoundCopy:
    """A copy whose manifest can be read and whose ledger has the size that it says."""

    path: Path
    manifest: CopyManifest

    @property
    def taken_at(self) -> datetime:
        return self.manifest.taken_at


def backup_place(settings: Settings) -> Path:
    """Where the nightly copies go: as set, else beside the ledger, on the same disk."""
    return settings.backup_dir or settings.data_dir / "backups"


def newest_good_copy(settings: Settings) -> FoundCopy | None:
    """The newest whole copy at the settings' place; None where there is none.

    Its age is `now - taken_at`. Cheap: only the list and the ledger's size are looked at; what
    the bytes are, `verify_copy` says.
    """
    found = list_copies(backup_place(settings))
    return found[-1] if found else None


def list_copies(place: Path) -> list[FoundCopy]:
    """The whole copies at a place, the oldest first; what is none of ours is passed over."""
    try:
        paths = [path for path in place.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return []
    found = (_found(path) for path in paths)
    return sorted((one for one in found if one), key=lambda one: (one.taken_at, one.path.name))


def _found(path: Path) -> FoundCopy | None:
    try:
        manifest = read_manifest(path)
        sizes = {one.path: one.size for one in manifest.files}
        whole = (path / manifest.ledger).stat().st_size == sizes[manifest.ledger]
    except (Refused, OSError):
        return None
    return FoundCopy(path, manifest) if whole else None


def copy_name(now: datetime) -> str:
    return f"dondoc-{local(now):%Y%m%d-%H%M%S}"


@contextmanager
def one_at_a_time(place: Path) -> Iterator[None]:
    """Nobody else copies to that place meanwhile; what an interrupted one left is cleared away.

    Raises Refused where another is at work, or the place cannot be written to.
    """
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(place / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as fault:
        wanted = f"không ghi được vào nơi sao lưu này ({fault.strerror}); hãy xem ổ đĩa và quyền"
        raise Refused(Problem("nơi sao lưu", str(place), wanted)) from None
    try:
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            wanted = "đang có lượt sao lưu khác ghi vào đây; hãy đợi lượt ấy xong"
            raise Refused(Problem("nơi sao lưu", str(place), wanted)) from None
        for path in place.glob(f"dondoc-*{_PART}"):
            shutil.rmtree(path)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def whole_or_none(place: Path, name: str) -> Iterator[Path]:
    """A folder to write a copy into: it gets its name when the block ends, or is gone."""
    growing = place / f"{name}{_PART}"
    growing.mkdir(mode=0o700)
    try:
        yield growing
        _sync(growing)
        growing.rename(place / name)
        _sync(place)
    except BaseException:
        with suppress(OSError):
            shutil.rmtree(growing)
        raise


def prune(place: Path, mark: str) -> int:
    """Delete the copies of this installation that are kept no longer; returns how many."""
    found = [one for one in list_copies(place) if one.manifest.mark == mark]
    kept = kept_instants(one.taken_at for one in found)
    gone = [one.path for one in found if one.taken_at not in kept]
    for path in gone:
        (path / MANIFEST).unlink()  # first: a half that is left is no copy
        shutil.rmtree(path)
    return len(gone)


def kept_instants(taken: Iterable[datetime]) -> set[datetime]:
    """Which of the copies are kept: the newest of so many days, weeks (from Monday), months."""
    newest_first = sorted(taken, reverse=True)
    rules: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
        (KEPT_DAYS, local_date),
        (KEPT_WEEKS, _monday),
        (KEPT_MONTHS, lambda moment: (local(moment).year, local(moment).month)),
    )
    kept: set[datetime] = set()
    for most, span in rules:
        newest: dict[Hashable, datetime] = {}
        for moment in newest_first:
            newest.setdefault(span(moment), moment)
        kept |= set(list(newest.values())[:most])
    return kept


def _monday(moment: datetime) -> Hashable:
    on = local_date(moment)
    return on - timedelta(days=on.weekday())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
