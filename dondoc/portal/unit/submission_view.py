"""What a unit has handed in, as its own pages show it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from dondoc.submissions.record_submission import receipt_number
from models import Assignment, Figure, File, Submission


@dataclass(frozen=True)
class SubmissionView:
    """One submission with its figures and files."""

    row: Submission
    figures: dict[str, int]
    files: tuple[File, ...]

    @property
    def receipt(self) -> str:
        """BN-2027-000123"""
        return receipt_number(self.row.id or 0, self.row.recorded_at)

    @property
    def flags(self) -> list[str]:
        """What is merely odd, one sentence each."""
        return self.row.flags.splitlines()


def papers_of(session: Session, assignment_id: int) -> list[SubmissionView]:
    """Everything that stands as handed in for an assignment, the oldest version first."""
    query = select(Submission).where(
        col(Submission.assignment_id) == assignment_id, col(Submission.withdrawn_at).is_(None)
    )
    rows = session.exec(query.order_by(col(Submission.version))).all()
    return _papers(session, list(rows))


def paper_of_unit(session: Session, unit_code: str, submission_id: int) -> SubmissionView | None:
    """One submission of the unit; None where it is another's, or none."""
    query = select(Submission).join(Assignment).where(col(Assignment.unit_code) == unit_code)
    row = session.exec(query.where(col(Submission.id) == submission_id)).first()
    return _papers(session, [row])[0] if row else None


def file_of_unit(session: Session, unit_code: str, file_id: int) -> File | None:
    """One file that the unit handed in; None where it is another's, or none."""
    query = select(File).join(Submission).join(Assignment)
    own = query.where(col(Assignment.unit_code) == unit_code, col(File.id) == file_id)
    return session.exec(own).first()


def _papers(session: Session, rows: list[Submission]) -> list[SubmissionView]:
    ids = [row.id for row in rows]
    figures: dict[int, dict[str, int]] = defaultdict(dict)
    for figure in session.exec(select(Figure).where(col(Figure.submission_id).in_(ids))):
        figures[figure.submission_id][figure.indicator] = figure.value
    files: dict[int, list[File]] = defaultdict(list)
    query = select(File).where(col(File.submission_id).in_(ids)).order_by(col(File.id))
    for file in session.exec(query):
        files[file.submission_id].append(file)
    return [SubmissionView(row, figures[row.id or 0], tuple(files[row.id or 0])) for row in rows]
