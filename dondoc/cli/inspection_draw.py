"""`dondoc inspection`: the draw, and how far it has come."""

from __future__ import annotations

from datetime import datetime

from dondoc.cli import option_values as values
from dondoc.cli.command import command, flag, option
from dondoc.cli.inspection_group import inspection, with_round
from dondoc.cli.shared_options import with_account, with_json, with_now
from dondoc.cli.terminal_text import print_json
from dondoc.problems import Problem, Refused

_SEEDS = 1_000_000


@command(
    "draw",
    "rút thăm các đơn vị được kiểm tra",
    "Không có --apply thì chỉ cho xem. Cùng hạt giống thì cùng kết quả, ai cũng rút lại được;"
    " khi ghi, hạt giống và toàn bộ kết quả được lưu.",
    under=inspection,
)
@with_round
@option(
    "--seed",
    type=values.NUMBER,
    metavar="SỐ",
    said="hạt giống của lần rút; mặc định là một số ngẫu nhiên, có in ra",
)
@flag("--apply", said="ghi kết quả vào sổ; cần --as")
@with_account(required=False)
@with_json
@with_now
def draw(
    *,
    year: int,
    quarter: str | None,
    duty: str | None,
    seed: int | None,
    apply: bool,
    account: str | None,
    as_json: bool,
    now: datetime,
) -> int:
    """Show a draw; with `--apply` keep it, once a round."""
    import secrets

    from dondoc.cli.find_inspection import inspector_of, which_round
    from dondoc.cli.inspection_view import draw_json, draw_page
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.inspections import sample
    from models.database import transaction

    installation = open_ledger()
    about, period = which_round(installation, year, quarter, duty)
    seed = secrets.randbelow(_SEEDS) if seed is None else seed
    if apply and not account:
        wanted = "thiếu --as; việc ghi kết quả rút thăm phải có người đứng tên"
        raise Refused(Problem("dondoc inspection draw", "", wanted))
    with transaction(installation.engine, write=apply) as session:
        if apply and account:
            by = inspector_of(session, installation, about, account, now)
            drawn = sample.keep_draw(
                session, installation.rulebook, about, period, seed=seed, by=by, now=now
            )
        else:
            drawn = sample.try_draw(
                session, installation.rulebook, about, period, seed=seed, now=now
            )
    if as_json:
        return print_json({**draw_json(installation, about, period, drawn), "kept": apply})
    print(draw_page(installation, drawn))
    if apply:
        print("Đã ghi vào sổ.")
    else:
        print(f"Chưa ghi. Để ghi đúng kết quả này: thêm --seed {seed} --apply --as ĐỊA_CHỈ")
    return 0


@command("show", "xem mẫu đã rút và tỷ lệ đã kiểm tra", under=inspection)
@with_round
@with_json
@with_now
def show(year: int, quarter: str | None, duty: str | None, as_json: bool, now: datetime) -> int:
    from dondoc.cli.find_inspection import which_round
    from dondoc.cli.inspection_view import draw_json, draw_page
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.inspections import sample
    from models.database import transaction

    installation = open_ledger()
    about, period = which_round(installation, year, quarter, duty)
    with transaction(installation.engine, write=False) as session:
        drawn = sample.drawn_of(session, about, period)
        share = sample.share(session, about, period, as_of=now)
    if as_json:
        print_json(draw_json(installation, about, period, drawn, share))
        return 0 if drawn else 1
    if drawn is None or share is None:
        print("Chưa rút thăm; xem `dondoc inspection draw --help`.")
        return 1
    print(draw_page(installation, drawn))
    print(f"{share.sentence()}.")
    return 0
