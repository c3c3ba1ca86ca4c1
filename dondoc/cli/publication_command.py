"""`dondoc publication`: public pages are looked at now, all or one."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import command, flag, group, option
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
