"""What each night's run says of the installation: the cheap looks, in one sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dondoc.messages.environment import phrases
from dondoc.operations.doctor.answers import in_order, tally
from dondoc.operations.doctor.examine import examine
from dondoc.operations.doctor.looks import OFFLINE
from dondoc.operations.doctor.patient import admit
from dondoc.operations.doctor.symptom import Gravity
from dondoc.settings import Settings


@dataclass(frozen=True)
class NightlyLook:
    """`sentence` names what is broken or wants attention, `figure` counts what is broken; both
    are empty where nothing is.
    """

    sentence: str
    figure: str


def nightly_look(settings: Settings, now: datetime) -> NightlyLook:
    found = in_order(examine(admit(settings, now), OFFLINE))
    broken, *_rest = tally(found)
    grave = [one.sentence for one in found if one.gravity is not Gravity.NOTE]
    book = phrases("doctor")
    return NightlyLook(book.nightly(grave), book.broken_figure(broken))
