"""The parts of a score with their weights, and one part's figure. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class ScorePart(StrEnum):
    COVERAGE = "coverage"  # shown, of what must be shown
    TIMELINESS = "timeliness"  # not seen missing past its day, of what must be shown
    COMPLETENESS = "completeness"  # with all parts, of those whose parts the page shows
    CORRECTNESS = "correctness"  # nothing differs, of what can be compared
    CLEANLINESS = "cleanliness"  # not revoked, of what is shown
    AVAILABILITY = "availability"  # looks that could be read, of those and the ones in vain


WEIGHTS: Mapping[ScorePart, int] = MappingProxyType(
    {
        ScorePart.COVERAGE: 40,
        ScorePart.TIMELINESS: 20,
        ScorePart.COMPLETENESS: 20,
        ScorePart.CORRECTNESS: 10,
        ScorePart.CLEANLINESS: 5,
        ScorePart.AVAILABILITY: 5,
    }
)
"""Of a hundred; a proposal of this program, printed wherever a score is."""


PART_NAMES: Mapping[ScorePart, str] = MappingProxyType(
    {
        ScorePart.COVERAGE: "Đăng đủ",
        ScorePart.TIMELINESS: "Đúng hạn",
        ScorePart.COMPLETENESS: "Đủ bộ phận",
        ScorePart.CORRECTNESS: "Đúng nội dung",
        ScorePart.CLEANLINESS: "Đã gỡ thủ tục bãi bỏ",
        ScorePart.AVAILABILITY: "Truy cập được",
    }
)
PART_MEANINGS: Mapping[ScorePart, str] = MappingProxyType(
    {
        ScorePart.COVERAGE: "thủ tục đang đăng, trên số phải đăng",
        ScorePart.TIMELINESS: "thủ tục không lần nào thiếu sau hạn công khai, trên số phải đăng",
        ScorePart.COMPLETENESS: "thủ tục đủ bộ phận, trên số có đăng chi tiết",
        ScorePart.CORRECTNESS: "thủ tục không sai phí, thời hạn, cơ quan, trên số so được",
        ScorePart.CLEANLINESS: "dòng không phải thủ tục đã bãi bỏ, trên số dòng đang đăng",
        ScorePart.AVAILABILITY: "lần truy cập được, trên số lần truy cập",
    }
)
"""Numerator and denominator in words."""


@dataclass(frozen=True)
class Measure:
    """So many of so many. Of nothing it says nothing: ask `applies` first."""

    numerator: int = 0
    denominator: int = 0

    def __add__(self, other: Measure) -> Measure:
        return Measure(self.numerator + other.numerator, self.denominator + other.denominator)

    @property
    def applies(self) -> bool:
        return self.denominator > 0

    @property
    def percent(self) -> int:
        """Rounded down: a hundred is said of all alone."""
        return 100 * self.numerator // self.denominator if self.denominator else 0

    @property
    def short_of(self) -> int:
        """How many are not as they should be."""
        return self.denominator - self.numerator
