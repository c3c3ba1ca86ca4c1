"""The doctor's cheap looks, each night."""

from __future__ import annotations

from datetime import datetime

from dondoc.ledger.installation import load_installation
from dondoc.operations.doctor.nightly_look import NightlyLook, nightly_look
from tasks.dondoc_task import dondoc_task


@dondoc_task("Khám bản cài")
def examine_installation(now: datetime) -> NightlyLook:
    """Settings, disk and ledger; nothing on the network is asked, nothing is changed."""
    return nightly_look(load_installation().settings, now)
