"""`dondoc publication`: public pages are looked at now, all or one; or from a file."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, flag, group, option
from dondoc.cli.shared_options import with_now

publication = group("publication", "kiểm tra công khai thủ tục hành chính")


@command(
    "scan",
    "quét các nguồn công khai ngay bây giờ",
    "Như lượt 06:00 đầu tuần, chạy bằng tay; chạy lại trong ngày chỉ quét nguồn chưa quét. Với"
    " --open chỉ quét nguồn đang có sai lệch hoặc chưa truy cập được; với --source chỉ một nguồn.",
    under=publication,
)
@flag("--open", said="chỉ nguồn đang có sai lệch hoặc chưa truy cập được")
@option("--source", type=values.NUMBER, metavar="SỐ", said="chỉ nguồn có số này")
@with_now
def scan(*, open: bool, source: int | None, now: datetime) -> int:  # noqa: A002 - the option's name
    """Exit code 1 where the run was invalid: our own line was down."""
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.problems import Problem, Refused
    from dondoc.publication.scan.run_scan import run_scan, scan_source
    from models.publication_kinds import ScanScope

    if open and source is not None:
        raise Refused(Problem("--open", "", "chỉ dùng một trong hai: --open hoặc --source"))
    here = open_ledger()
    if source is not None:
        result = scan_source(here, source, now=now)
    else:
        result = run_scan(here, ScanScope.OPEN if open else ScanScope.ALL, now=now)
    print(result.sentence)
    return 1 if result.invalid_why else 0


@command(
    "look",
    "ghi lần xem một nguồn từ tệp mang tới",
    "Cho nơi máy không đọc được: bảng kết xuất của CSDL quốc gia (nguồn «nhập bảng»), trang cán bộ"
    " lưu từ trình duyệt (nguồn «xem bằng mắt»). Chỉ xem trước; thêm --apply mới ghi.",
    under=publication,
)
@argument("file", "TỆP", "tệp .xlsx, .docx, .pdf hoặc .html", type=values.FILE)
@option("--source", type=values.NUMBER, metavar="SỐ", required=True, said="số của nguồn")
@flag("--apply", said="ghi vào sổ")
@with_now
def look(*, file: str, source: int, apply: bool, now: datetime) -> int:
    """Say what the file shows against the list, and with `--apply` keep it as the source's look."""
    from dondoc.access import Act
    from dondoc.cli.import_file import conclusion, read_file
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.messages.environment import phrases
    from dondoc.publication.scan.look_at_file import keep_file_look, read_look
    from models.database import transaction

    here = open_ledger()
    with transaction(here.engine, write=apply) as session:
        read = read_look(session, here, source, read_file(file), now=now)
        print(read.sentence)
        if apply:
            by = at_the_machine(Act.OPERATE)
            tally = keep_file_look(session, here, read, by=by, now=now)
            print(phrases("findings").file_kept(tally))
    print(conclusion(nothing=False, apply=apply))
    return 0
