"""`dondoc report`: the consolidated report of a period, drafted now or as of a day."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.cli.shared_options import with_now, with_period
from dondoc.problems import Problem, Refused


@command(
    "report",
    "soạn dự thảo báo cáo tổng hợp của một kỳ",
    "Giữ thành một bản trong sổ văn bản; số liệu không đổi thì không có bản mới. Với --as-of chỉ"
    " xem: ghi tệp ra thư mục, không giữ bản nào.",
)
@with_period(required=True)
@option(
    "--as-of",
    type=values.DAY,
    metavar="NGÀY",
    said="số liệu đến hết ngày này, theo những gì lúc ấy đã biết; mặc định bây giờ",
)
@option(
    "--out",
    type=values.FOLDER,
    metavar="THƯ_MỤC",
    said="ghi các tệp vào thư mục này; cần có khi dùng --as-of",
)
@with_now
def report(period: str, as_of: date | None, out: str | None, now: datetime) -> int:
    from dondoc import access
    from dondoc.cli.open_ledger import at_the_machine, open_ledger
    from dondoc.cli.write_out import write_out
    from dondoc.clock import end_of
    from dondoc.documents.consolidated.compose_report import compose_report
    from dondoc.documents.consolidated.renew_draft import renew_draft
    from dondoc.documents.consolidated.report_of import report_asked
    from dondoc.documents.register.find_paper import files_of
    from dondoc.messages.environment import phrases
    from dondoc.submissions.files import stored_path
    from models.database import transaction

    if as_of is not None and out is None:
        raise Refused(Problem("--out", "", "hãy ghi thư mục nhận tệp khi dùng --as-of"))
    by = at_the_machine(access.Act.PAPERS)
    here = open_ledger().at(now)
    wanted = report_asked(here.rulebook, period)
    book = phrases("consolidated")
    if as_of is not None:
        with transaction(here.engine, write=False) as session:
            until, own = min(end_of(as_of), now), here.settings.own_templates_dir
            made = compose_report(session, here.rulebook, wanted, as_of=until, own=own)
        print(book.looked_at(wanted, made))
        return write_out(Path(out or ""), made.files)
    with transaction(here.engine) as session:
        drafted = renew_draft(session, here, wanted, by=by)
        print(book.drafted(drafted))
        files = {
            one.name: stored_path(here.settings.files_dir, one.sha256).read_bytes()
            for one in files_of(session, drafted.document)
        }
    return write_out(Path(out), files) if out else 0
