"""`dondoc papers`: what was drafted and issued; templates, an office's own looked at before use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, group, option
from dondoc.cli.shared_options import (
    with_account,
    with_duty,
    with_json,
    with_now,
    with_period,
    with_unit,
)
from dondoc.cli.terminal_text import print_json

papers = group("papers", "văn bản: dự thảo, phát hành, rút lại; mẫu kèm theo và mẫu riêng")


@command("list", "liệt kê các văn bản, mỗi văn bản bản mới nhất", under=papers)
@with_json
def listed(as_json: bool) -> int:
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.papers_view import papers_json, papers_page
    from models.database import transaction

    here = open_ledger()
    with transaction(here.engine, write=False) as session:
        if as_json:
            return print_json(papers_json(session, here.rulebook))
        print(papers_page(session, here.rulebook))
    return 0


@command(
    "make",
    "soạn dự thảo một văn bản",
    "Giữ thành một bản trong sổ văn bản; không có gì đổi thì không có bản mới. --unit chỉ ghi khi"
    " văn bản gửi riêng một đơn vị.",
    under=papers,
)
@option(
    "--kind",
    type=values.Word(
        *("bao-cao", "don-doc", "danh-sach", "ket-luan-cong-khai"),
        *("giay-moi", "bien-ban", "ket-luan"),
    ),
    required=True,
    metavar="LOẠI",
    said="bao-cao (báo cáo tổng hợp), don-doc (công văn đôn đốc), danh-sach (danh sách gửi đúng"
    " hạn, chậm, chưa gửi), ket-luan-cong-khai (kết luận hằng tháng về công khai TTHC), giay-moi,"
    " bien-ban, ket-luan (giấy mời, biên bản, thông báo kết luận của Hội nghị chấm điểm)",
)
@with_duty(required=True)
@with_period(required=True)
@with_unit()
@option(
    "--conference",
    metavar="MÃ",
    default="",
    said="mã Hội nghị, khi là giấy mời, biên bản, kết luận của Hội nghị",
)
@option("--out", type=values.FOLDER, metavar="THƯ_MỤC", said="ghi các tệp vào thư mục này")
@with_account()
@with_now
def make(
    *,
    kind: str,
    duty: str,
    period: str,
    unit: str | None,
    conference: str,
    out: str | None,
    account: str,
    now: datetime,
) -> int:
    from dondoc.cli.find_document import asked_matter, officer_of
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.cli.papers_view import drafted_line, files_stored
    from dondoc.cli.write_out import write_out
    from dondoc.documents.papers import PAPER_KINDS
    from models.database import transaction

    here = open_ledger().at(now)
    matter = asked_matter(here.rulebook, kind, duty, period, unit, conference=conference, now=now)
    with transaction(here.engine) as session:
        by = officer_of(session, here, matter, account)
        kept = PAPER_KINDS[matter.kind].renew(session, here, matter, by=by)
        print(drafted_line(here.rulebook, kept))
        files = files_stored(session, here, kept.document)
    return write_out(Path(out), files) if out else 0


@command(
    "issue",
    "ghi số, ngày một văn bản đã phát hành",
    "Từ đó bản ấy được giữ nguyên. Báo cáo tổng hợp cần thêm người ký.",
    under=papers,
)
@argument("number", "VĂN_BẢN", "số thứ tự của bản, như dondoc papers list", type=values.NUMBER)
@option("--number", "document_number", required=True, metavar="SỐ", said="số, như 56/SNV-CCHC")
@option("--on", "document_on", required=True, metavar="NGÀY", said="ngày văn bản, như 17/03/2027")
@option("--signer", metavar="HỌ_TÊN", default="", said="người ký, khi là báo cáo tổng hợp")
@with_account()
@with_now
def issue(
    *, number: int, document_number: str, document_on: str, signer: str, account: str, now: datetime
) -> int:
    from dondoc.cli.find_document import officer_of, paper_of
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.documents.papers import PAPER_KINDS
    from dondoc.documents.register.paper_matter import matter_of
    from dondoc.messages.environment import phrases
    from models.database import transaction

    here = open_ledger().at(now)
    typed = {"document_number": document_number, "document_on": document_on, "signer": signer}
    with transaction(here.engine) as session:
        document = paper_of(session, number)
        matter = matter_of(document)
        by = officer_of(session, here, matter, account)
        kind = PAPER_KINDS[matter.kind]
        asked = {name: typed[name] for name in kind.issue_form.model_fields}
        form = kind.issue_form.read(asked, kind.frame(here.rulebook, matter, now))
        kind.issue(session, here, document, form, by=by)
        print(f"Đã ghi phát hành {phrases('papers').issued(document)}.")
    return 0


@command("withdraw", "rút lại một dự thảo chưa phát hành", under=papers)
@argument("number", "VĂN_BẢN", "số thứ tự của bản, như dondoc papers list", type=values.NUMBER)
@option("--reason", "why", required=True, metavar="LÝ_DO", said="vì sao rút")
@with_account()
@with_now
def take_back(number: int, why: str, account: str, now: datetime) -> int:
    from dondoc.cli.find_document import officer_of, paper_of
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.documents.register.issue_paper import WithdrawalForm, withdraw
    from dondoc.documents.register.paper_matter import matter_of
    from dondoc.messages.environment import phrases
    from models.database import transaction

    here = open_ledger().at(now)
    form = WithdrawalForm.read({"why": why})
    with transaction(here.engine) as session:
        document = paper_of(session, number)
        by = officer_of(session, here, matter_of(document), account)
        withdraw(session, number, why=form.why, by=by, now=now)
        print(f"Đã rút lại {phrases('papers').withdrawn(document)}.")
    return 0


@command(
    "templates",
    "liệt kê các mẫu, trường dùng được trong mỗi mẫu",
    "Mẫu riêng của cơ quan nằm trong thư mục mau-van-ban của thư mục dữ liệu, cùng tên tệp với"
    " mẫu kèm theo.",
    under=papers,
)
@with_json
def templates(as_json: bool) -> int:
    from dondoc.cli.papers_view import templates_json, templates_page
    from dondoc.settings import load_settings

    own = load_settings().own_templates_dir
    if as_json:
        return print_json(templates_json(own))
    print(templates_page(own))
    return 0


@command(
    "copy",
    "chép các mẫu kèm theo ra một thư mục để sửa bằng Word",
    "Sửa xong, hãy chạy dondoc papers check rồi mới đặt tệp vào thư mục mau-van-ban.",
    under=papers,
)
@argument("folder", "THƯ_MỤC", "nơi chép tới; tệp đã có thì không ghi đè", type=values.FOLDER)
def copy(folder: str) -> int:
    from dondoc.documents.paper.own_templates import copy_templates

    for file in copy_templates(Path(folder)):
        print(file)
    return 0


@command("check", "kiểm tra một mẫu riêng trước khi dùng", under=papers)
@argument("file", "TỆP", "mẫu đã sửa, giữ nguyên tên tệp", type=values.FILE)
def check(file: str) -> int:
    from dondoc.documents.paper.own_templates import check_template

    check_template(Path(file))
    print(f"{Path(file).name}: dùng được.")
    return 0
