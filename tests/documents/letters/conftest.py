"""A round of quý I/2027 with three departments that can be told, past their date on 16/03/2027."""

from __future__ import annotations

import pytest

from dondoc.settings import Settings
from tests.support.letter_desk import LetterDesk
from tests.support.life import Life


@pytest.fixture
def desk(life: Life, settings: Settings) -> LetterDesk:
    return LetterDesk(life, settings)
