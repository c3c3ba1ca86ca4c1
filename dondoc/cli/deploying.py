"""`dondoc render` and `dondoc apply`: the plan as schedules."""

from __future__ import annotations

import sys
from argparse import Namespace

from dondoc import clock
from dondoc.cli.command_context import plan_rulebook
from dondoc.settings import load_settings

STALE = 1
"""The exit code where prefect.yaml is not what the plan says."""


def render(arguments: Namespace) -> int:
    from deployments.render import FILE, check, write  # the outermost ring opens this door here

    rulebook = plan_rulebook()
    if arguments.check:
        different = check(rulebook, FILE)
        if different:
            print("\n".join(different))
            print(f"{FILE} không còn đúng với kế hoạch; hãy chạy `dondoc render`.", file=sys.stderr)
            return STALE
        print(f"{FILE} đúng với kế hoạch.")
        return 0
    from_on = arguments.from_on or clock.local_date(arguments.now or clock.now())
    changed = write(rulebook, FILE, from_on)
    print(f"{FILE}: {'đã viết lại' if changed else 'không có gì phải đổi'}.")
    return 0


def apply(arguments: Namespace) -> int:
    from deployments.apply import apply as bring_up_to_date
    from deployments.apply import plan_changes

    act = plan_changes if arguments.dry_run else bring_up_to_date
    applied = act(plan_rulebook(), arguments.now or clock.now(), load_settings())
    print("\n".join(applied.lines()))
    return 0
