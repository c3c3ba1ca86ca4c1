"""A year that a pack tells; the tests of one file that change nothing share one pack of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.evidence_year import EvidenceYear
from tests.support.life import Life


@pytest.fixture
def year(life: Life, tmp_path: Path) -> EvidenceYear:
    """On each of the two databases."""
    return EvidenceYear(life, tmp_path / "files").live()


@pytest.fixture
def sqlite_year(sqlite_life: Life, tmp_path: Path) -> EvidenceYear:
    return EvidenceYear(sqlite_life, tmp_path / "files").live()
