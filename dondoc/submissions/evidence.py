"""What a unit hands in, checked before anything is written.

A wrong field is refused with what was given and what is wanted; what is merely odd is flagged for
the officer (DESIGN §5 rule 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date

from dondoc.plan.example_number import example_number
from dondoc.plan.schema import Duty, Unit
from dondoc.submissions.evidence_form import EvidenceForm, EvidenceFrame
from dondoc.submissions.flags import lacking_flag, left_out, oddities
from models.kinds import Answer


@dataclass(frozen=True)
class Given:
    """What somebody typed, as typed: a text for each field of `EvidenceForm`, in page order."""

    answer: str = "done"
    document_number: str = ""
    document_on: str = ""
    signer: str = ""
    sent_on: str = ""
    list_number: str = ""
    list_on: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    note: str = ""
    reason: str = ""
    incoming_number: str = ""


TEXTS = tuple(one.name for one in fields(Given) if one.name not in ("answer", "figures"))
"""The fields that are one text each."""
ONLY_UNITS_SAY = frozenset({"sent_on"})
"""What only a unit says of what it hands in: of a paper the office itself says when it came."""
UNIT_TEXTS = tuple(name for name in TEXTS if name != "incoming_number")
"""Those that a unit gives itself; số đến is the receiving office's."""


class CheckedEvidence(EvidenceForm):
    """A form understood, with what an officer should know of it.

    `flags` are oddities, one sentence each; `lacks` is what the duty asks and a partial answer did
    not say, each in a word.
    """

    flags: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


def check_evidence(
    duty: Duty,
    given: Given,
    *,
    received_on: date,
    cutoff_on: date | None = None,
    unit: Unit | None = None,
    has_file: bool = False,
    partial: bool = False,
) -> CheckedEvidence:
    """The evidence of a submission, understood; raises Refused naming every wrong field at once.

    A `partial` one (an answer by mail) may leave signer, figures and file for later. Examples are
    of the `unit` that hands in, and a number that is not its own is flagged.
    """
    example = example_number(unit, duty.title)
    frame = EvidenceFrame(duty, received_on, has_file, partial, example)
    form = EvidenceForm.read(asdict(given), frame)
    evidence = duty.evidence
    unlinked = form.answer is Answer.DONE and not has_file and form.link is None
    odd = oddities(
        form.document_number,
        form.document_on,
        cutoff_on=cutoff_on if evidence.flag_before_cutoff else None,
        symbol=unit.symbol if unit else None,
        unlinked=form.note if unlinked and evidence.note_instead else None,
    )
    lacks = _lacks(form, frame)
    return CheckedEvidence.model_construct(
        **dict(form), flags=odd + lacking_flag(lacks), lacks=lacks
    )


def _lacks(form: EvidenceForm, frame: EvidenceFrame) -> tuple[str, ...]:
    if not frame.partial or form.answer is not Answer.DONE:
        return ()
    evidence, needed = frame.duty.evidence, [o for o in frame.duty.indicators if not o.optional]
    noted = evidence.note_instead and form.note
    return left_out(
        frame.duty,
        signer=bool(form.signer),
        figures=all(one.code in form.figures for one in needed),
        posted=form.list_on is not None,
        proof=bool(frame.has_file or form.link or noted),
    )
