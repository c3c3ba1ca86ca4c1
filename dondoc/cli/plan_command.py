"""`dondoc plan`: the plan as data; a draft of the next one."""

from __future__ import annotations

from dondoc.cli import option_values as values
from dondoc.cli.command import command, group, option
from dondoc.cli.shared_options import with_duty, with_json
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
