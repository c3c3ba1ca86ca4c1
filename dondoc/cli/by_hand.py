"""A day's acts done by hand, one after the other; one that fails stops no other, and is said."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable

from dondoc.messages.environment import phrases
from dondoc.messages.phrasing import capital
from dondoc.operations.day_acts import ByHand, DayAct
from dondoc.problems import Refused

FAILED = 1
"""The exit code where an act could not be done."""


def do_acts(acts: Iterable[DayAct], day: ByHand, *, quiet: bool = False) -> int:
    """Do them in order, print what came of each; 0, or `FAILED` where one could not be done."""
    code = 0
    for one in acts:
        try:
            said = one.act(day)
        except Refused as refused:
            print(f"{refused}", file=sys.stderr)
            code = FAILED
            continue
        except Exception:  # whatever it was, the other acts of the day are due
            logging.getLogger(__name__).exception("an act of the day failed: %s", one.task)
            print(phrases("day").act_failed(one.task), file=sys.stderr)
            code = FAILED
            continue
        for words in () if quiet else said:
            print(f"{capital(words)}.")
    return code
