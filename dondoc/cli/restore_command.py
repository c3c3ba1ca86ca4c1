"""`dondoc restore`: a copy put back into an empty place."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, option
from dondoc.cli.shared_options import with_now


@command(
    "restore",
    "khôi phục một bản sao lưu vào chỗ trống",
    "Kiểm tra cả bản sao trước. Chỉ ghi vào thư mục dữ liệu trống, và cơ sở dữ liệu trống nếu là"
    " PostgreSQL. Sổ khôi phục giữ lại mọi tin có thể đã gửi sau lúc sao lưu; trả lời bằng"
    " `dondoc delivery restored`.",
    usage="TỪ [tùy chọn]",
)
@argument("copy", "TỪ", "một bản sao, hoặc nơi cất: khi ấy là bản mới nhất", type=values.FOLDER)
@option(
    "--lost-at",
    type=values.MOMENT,
    metavar="LÚC",
    said="lúc cuối cùng máy cũ còn gửi được tin; mặc định là bây giờ",
)
@option(
    "--key",
    "key_file",
    type=values.FILE,
    default="",
    metavar="TỆP",
    said="khóa ký, nếu đã cất riêng",
)
@with_now
def restore(copy: str, lost_at: datetime | None, key_file: str, now: datetime) -> int:
    from dondoc.access import Act
    from dondoc.cli.open_ledger import at_the_machine
    from dondoc.ledger.open_engine import connect
    from dondoc.messages.environment import phrases
    from dondoc.operations.backup.restore_copy import restore_copy
    from dondoc.operations.backup.verify_copy import chosen_copy
    from dondoc.settings import load_settings
    from models.migrations.run import newest

    settings = load_settings()
    connect(settings)
    at_the_machine(Act.OPERATE)
    chosen = chosen_copy(Path(copy))
    done = restore_copy(
        chosen,
        settings,
        now=now,
        lost_at=lost_at,
        key_file=Path(key_file) if key_file else None,
    )
    book = phrases("backup")
    manifest = done.manifest
    print(book.put_back(str(chosen), manifest.taken_at, len(manifest.files), manifest.size))
    if done.from_revision:
        print(book.brought_up(done.from_revision, newest()))
    if again := book.enter_again(manifest.left_out):
        print(again)
    print(book.what_is_held(lost_at or now, manifest.taken_at))
    return 0
