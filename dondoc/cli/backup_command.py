"""`dondoc backup`: everything of this installation copied to one place; a copy verified."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, option
from dondoc.cli.shared_options import with_now

if TYPE_CHECKING:
    from dondoc.operations.backup.copy_manifest import CopyManifest
    from dondoc.settings import Settings


@command(
    "backup",
    "sao lưu sổ, khóa, minh chứng, thư, thiết lập; kiểm tra một bản sao",
    "Chạy được cả khi đang gửi tin. Mỗi lần là một thư mục mới trong NƠI, hiện ra trọn vẹn hoặc"
    " không có; tệp minh chứng đã có ở bản trước thì không chép lại.",
    usage="[NƠI] [tùy chọn]",
)
@argument(
    "to",
    "NƠI",
    "thư mục cất bản sao; mặc định là DONDOC_BACKUP_DIR",
    type=values.FOLDER,
    required=False,
    default="",
)
@flag("--check", said="không sao lưu: đọc lại cả bản sao mới nhất ở NƠI, hoặc bản sao NƠI")
@option(
    "--key-to",
    type=values.FOLDER,
    default="",
    metavar="THƯ_MỤC",
    said="cất khóa ký riêng ở đây; mặc định là DONDOC_BACKUP_KEY_DIR, nếu đặt",
)
@with_now
def backup(to: str, check: bool, key_to: str, now: datetime) -> int:
    from dondoc.operations.backup.copy_place import backup_place
    from dondoc.settings import load_settings

    settings = load_settings()
    place = Path(to) if to else backup_place(settings)
    if check:
        return _verify(place)
    apart = Path(key_to) if key_to else settings.backup_key_dir
    return _take(settings, place, apart, now)


def _verify(place: Path) -> int:
    from dondoc.messages.environment import phrases
    from dondoc.operations.backup.verify_copy import chosen_copy, verify_copy

    copy = chosen_copy(place)
    manifest = verify_copy(copy)
    files, size = len(manifest.files), manifest.size
    print(phrases("backup").whole(str(copy), manifest.taken_at, files, size))
    _say_left_out(manifest)
    return 0


def _take(settings: Settings, place: Path, key_to: Path | None, now: datetime) -> int:
    from dondoc.cli.open_ledger import require_own_key
    from dondoc.ledger.open_engine import connect
    from dondoc.ledger.revision import require_newest
    from dondoc.messages.environment import phrases
    from dondoc.messages.phrasing import capital
    from dondoc.operations.backup.nightly_backup import backup_sentence
    from dondoc.operations.backup.take_backup import take_backup

    engine = connect(settings)
    require_newest(engine)
    require_own_key(engine, settings)
    copy = take_backup(engine, settings, place, now=now, key_to=key_to)
    words = phrases("backup")
    print(f"{capital(backup_sentence(copy))}.")
    _say_left_out(copy.manifest)
    print(words.key_apart(str(key_to)) if key_to else words.key_inside())
    return 0


def _say_left_out(manifest: CopyManifest) -> None:
    from dondoc.messages.environment import phrases

    if again := phrases("backup").enter_again(manifest.left_out):
        print(again)
