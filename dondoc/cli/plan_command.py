"""`dondoc plan`: the plan as data; a draft of the next one."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command, group, option
from dondoc.cli.shared_options import with_duty, with_json, with_now
from dondoc.cli.terminal_text import print_json

plan = group("plan", "kế hoạch dưới dạng dữ liệu")


@command(
    "show",
    "xem kế hoạch, các năm áp dụng và từng nhiệm vụ",
    "Mỗi nhiệm vụ có điều khoản, nguyên văn, ai làm, định kỳ, quy tắc hạn và căn cứ.",
    under=plan,
)
@with_duty()
@with_json
def show(duty: str | None, as_json: bool) -> int:
    from dondoc.cli.open_plan import plan_rulebook
    from dondoc.cli.plan_view import plan_json, plan_page

    registry = plan_rulebook().registry
    chosen = [registry.plan.duty(duty)] if duty else list(registry.plan.duties)
    if as_json:
        return print_json(plan_json(registry.plan, chosen))
    print(plan_page(registry, chosen))
    return 0


@command(
    "start",
    "viết thư mục mở đầu cho kế hoạch của nơi khác",
    "Hai nhiệm vụ mẫu, vai trò, đơn vị, lịch nghỉ, có chú giải từng trường; tên đều là tên mẫu,"
    " chưa điều gì được xác nhận. Không hỏi gì, không ghi đè tệp nào.",
    under=plan,
)
@argument("folder", "THƯ_MỤC", "thư mục mới", type=values.FOLDER)
@with_now
def start(folder: str, now: datetime) -> int:
    from dondoc.clock import local_date
    from dondoc.plan.starter import start_folder

    start_folder(Path(folder), local_date(now).year)
    print(
        f"Đã viết kế hoạch mở đầu vào {folder}: hai nhiệm vụ, năm đơn vị mẫu.\n"
        "Sửa plan.yaml, roles.yaml, units.yaml, calendar.yaml theo văn bản của địa phương, rồi:\n"
        f"  dondoc plan hash {folder}\n"
        f"  DONDOC_PLAN_FOLDER={folder} dondoc lint"
    )
    return 0


@command(
    "hash",
    "ghi mã băm của câu chữ trích dẫn vào plan.yaml",
    "Chỉ ghi ở câu nào chưa đúng mã. Đối chiếu câu chữ với văn bản trước khi chạy: từ đó lint báo"
    " khi chữ bị sửa nhầm.",
    under=plan,
)
@argument("folder", "THƯ_MỤC", "thư mục kế hoạch", type=values.FOLDER)
def write_hashes(folder: str) -> int:
    from dondoc.plan.wording_hashes import hash_file

    changed = hash_file(Path(folder) / "plan.yaml")
    if changed:
        print(f"Đã ghi mã băm của {len(changed)} câu: {', '.join(changed)}.")
        print("Hãy đối chiếu các câu ấy với văn bản một lần nữa.")
    else:
        print("Mọi câu đều đúng mã, không ghi gì.")
    return 0


@command(
    "new",
    "viết dự thảo kế hoạch của năm khác từ kế hoạch đang có",
    "Cùng các nhiệm vụ, chưa điều gì được xác nhận; không ghi đè tệp nào.",
    under=plan,
)
@option(
    "--from",
    "from_year",
    type=values.YEAR,
    metavar="NĂM",
    required=True,
    said="năm của kế hoạch làm mẫu, như 2021",
)
@option("--year", type=values.YEAR, metavar="NĂM", required=True, said="năm của kế hoạch mới")
@option(
    "--to",
    type=values.FOLDER,
    default="",
    metavar="THƯ_MỤC",
    said="thư mục mới; mặc định ke-hoach-NĂM",
)
def new(from_year: int, year: int, to: str) -> int:
    from dondoc.cli.plan_draft import draft_plan

    print(draft_plan(from_year, year, to))
    return 0
