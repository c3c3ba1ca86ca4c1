"""`dondoc papers`: the templates of papers; an office's own is looked at before it is used."""

from __future__ import annotations

from pathlib import Path

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, group
from dondoc.cli.shared_options import with_json
from dondoc.cli.terminal_text import print_json

papers = group("papers", "mẫu văn bản: mẫu kèm theo phần mềm và mẫu riêng của cơ quan")


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
