"""Everything asked by a process of its own, for the portal: it never loads Prefect.

A look that hangs is gone with that process.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading

from dondoc.limits import DOCTOR_SECONDS
from dondoc.messages.environment import phrases
from dondoc.operations.doctor.answers import from_entries
from dondoc.operations.doctor.examine import LookAnswer
from dondoc.problems import Problem, Refused

_one_at_a_time = threading.Lock()


def examine_apart() -> list[LookAnswer]:
    """As `dondoc doctor` finds it. Raises Refused where somebody asks already, or it fails."""
    if not _one_at_a_time.acquire(blocking=False):
        raise _refused(phrases("doctor").busy())
    try:
        command = [sys.executable, "-m", "dondoc", "doctor", "--json"]
        # its exit code is how grave it is; an answer there is nevertheless
        ended = subprocess.run(
            command,
            capture_output=True,
            timeout=DOCTOR_SECONDS,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return from_entries(json.loads(ended.stdout))
    except subprocess.TimeoutExpired:
        raise _refused(phrases("doctor").too_slow(round(DOCTOR_SECONDS))) from None
    except (ValueError, KeyError, OSError):
        raise _refused(phrases("doctor").no_answer()) from None
    finally:
        _one_at_a_time.release()


def _refused(wanted: str) -> Refused:
    return Refused(Problem("dondoc doctor", "", wanted))
