"""200 sites as they are (publication.md §3.5), fetched as a scan does and one after the other."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dondoc.limits import READ_SECONDS, SCAN_THREADS, VISIT_SECONDS
from tests.bench.measure import say

FLOOR = READ_SECONDS + 0.05
"""Seconds: no run is quicker than its worst site, which takes the line and says nothing."""
DRIP_SECONDS = 3.0


def fetching() -> None:
    """The mix by threads, first without knowing it, then as a later scan does; and one by one."""
    with _sites() as mix:
        first = _visit(mix, SCAN_THREADS)
        known = sorted(mix["sites"], key=lambda one: -first["seconds"][one])
        later = _visit({**mix, "sites": known}, SCAN_THREADS)
        alone = _visit(mix, 1)
    runs = (first, later, alone)
    for name, run in (("lượt đầu", first), ("lượt sau, chậm trước", later)):
        say(
            f"{name}, {SCAN_THREADS} luồng",
            f"{run['wall']:.1f} s = {run['wall'] / FLOOR:.2f} lần sàn, CPU {run['cpu']:.1f} s",
            f"≤ 1,5 lần sàn {FLOOR:.2f} s",
        )
    ratios = " và ".join(f"{alone['wall'] / one['wall']:.1f}" for one in (first, later))
    say("lần lượt từng trang", f"{alone['wall']:.0f} s, chậm hơn {ratios} lần", "≥ 9 lần")
    say("bộ nhớ cao nhất", f"{max(one['memory'] for one in runs):.0f} MB", "≤ 120 MB")
    say("quá hạn lâu nhất", f"{max(one['late'] for one in runs):.2f} s", "≤ 1 s")
    say("kết quả", _told(first), "ba lượt như nhau")
    if first["outcomes"] != later["outcomes"] or first["outcomes"] != alone["outcomes"]:
        say("khác", f"{_told(later)}; {_told(alone)}")


def dripping() -> None:
    """Sites that drip heads and bodies, in the clear and under TLS: hung up on in time."""
    with _sites() as mix:
        found = _visit({**mix, "sites": mix["dripping"]}, SCAN_THREADS, within=DRIP_SECONDS)
    say("nhỏ giọt, http và https", f"quá hạn {found['late']:.2f} s, {_told(found)}", "≤ 1 s")


def _told(found: dict[str, Any]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(found["outcomes"].items()))


@contextmanager
def _sites() -> Iterator[dict[str, Any]]:
    """The mix, in a process of its own; it ends with its standard input."""
    command = [sys.executable, "-m", "tests.bench.publication.site_mix"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stdin is not None
        yield json.loads(running.stdout.readline())
        running.stdin.close()


def _visit(mix: dict[str, Any], threads: int, within: float = VISIT_SECONDS) -> dict[str, Any]:
    """One run in a process of its own, so that its memory is nobody else's."""
    command = [sys.executable, "-m", "tests.bench.publication.visiting", str(threads), str(within)]
    said = subprocess.run(
        command, input=json.dumps(mix), stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, Any] = json.loads(said.stdout)
    return found
