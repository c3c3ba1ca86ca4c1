"""The consolidated report: processor seconds and memory of one draft, facts to files.

27 units × 40 indicators (2021), then the communes of today × 40. `python -m tests.bench report`.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from sqlmodel import col, select

from dondoc.clock import at
from dondoc.documents.consolidated.compose_report import compose_report
from dondoc.documents.consolidated.report_of import report_of
from dondoc.operations.prepare_ledger import prepare_ledger
from dondoc.plan.registry import Registry
from dondoc.plan.rulebook import Rulebook, load_rulebook
from dondoc.plan.schema import Indicator
from dondoc.rounds.opening import open_rounds
from dondoc.settings import load_settings
from dondoc.submissions.evidence import Given
from dondoc.submissions.record_submission import SubmissionSource, record_submission
from models import Assignment, Round
from models.database import transaction
from models.kinds import Way
from tests.bench.measure import cpu, load, memory, say

REPORTS, INDICATORS = "III.1.1.c", 40


def report() -> None:
    """A quarter in which every unit reported every figure."""
    for year, wanted in ((2021, "≤ 3 s, ≤ 300 MB"), (2027, "≤ 8 s, ≤ 300 MB")):
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), year, wanted)


def _measure(folder: Path, year: int, wanted: str) -> None:
    settings, rulebook = load_settings(data_dir=folder), _with_indicators()
    engine = prepare_ledger(settings, rulebook)
    duty = rulebook.registry.plan.duty(REPORTS)
    opened, noon = at(date(year, 3, 1), 7, 30), at(date(year, 3, 15), 9)
    with transaction(engine) as session:
        open_rounds(session, rulebook, duty, now=opened)
        asked = select(Assignment.id).join(Round).where(col(Round.duty) == REPORTS)
        ids = list(session.exec(asked.order_by(col(Assignment.id))))
        for number, one in enumerate(ids):
            given = Given(
                document_number=f"{number}/BC-UBND",
                document_on=f"14/03/{year}",
                signer="Người ký",
                figures={each.code: str(number * 7) for each in duty.indicators},
            )
            source = SubmissionSource("contact:1", Way.LINK, noon)
            record_submission(
                session, rulebook, assignment_id=one or 0, given=given, source=source, now=noon
            )
    of = report_of(rulebook, f"{year}-Q1")
    with transaction(engine, write=False) as session:
        made, seconds = cpu(
            lambda: compose_report(session, rulebook, of, as_of=at(date(year, 3, 17), 8))
        )
    size = sum(map(len, made.files.values())) // 1024
    said = f"{seconds:.2f} s CPU, {memory():.0f} MB, {size} KB, tải {load()}"
    say(f"báo cáo {len(ids)} × {INDICATORS}", said, wanted)
    engine.dispose()


def _with_indicators() -> Rulebook:
    """The same plan, its report asking for forty figures."""
    old = load_rulebook()
    figures = tuple(
        Indicator(code=f"chi_tieu_{n}", title=f"Chỉ tiêu số {n} của báo cáo", unit="việc")
        for n in range(1, INDICATORS + 1)
    )
    duties = tuple(
        one.model_copy(update={"indicators": figures}) if one.code == REPORTS else one
        for one in old.registry.plan.duties
    )
    plan = old.registry.plan.model_copy(update={"duties": duties})
    return Rulebook(Registry(plan, old.registry.roles, old.registry.units), old.workdays)
