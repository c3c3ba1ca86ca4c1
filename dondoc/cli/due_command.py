"""`dondoc due`: every due date of a year, reckoned before the reader's eyes."""

from __future__ import annotations

from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.cli.shared_options import with_duty, with_json
from dondoc.cli.terminal_text import print_json


@command(
    "due",
    "tính mọi hạn của một năm, kèm cách tính và căn cứ",
    "Năm nào cũng tính được, kể cả năm kế hoạch không áp dụng.",
)
@option("--year", type=values.YEAR, metavar="NĂM", required=True, said="năm của kỳ")
@with_duty()
@with_json
def due(year: int, duty: str | None, as_json: bool) -> int:
    from dondoc.cli.due_view import due_json, due_page
    from dondoc.cli.open_plan import rulebook_in_force

    rulebook = rulebook_in_force()
    plan = rulebook.registry.plan
    wanted = [plan.duty(duty)] if duty else plan.duties
    duties = [one for one in wanted if one.kind == "duty"]
    if as_json:
        return print_json(due_json(rulebook, duties, year))
    print(due_page(rulebook, duties, year))
    return 0
