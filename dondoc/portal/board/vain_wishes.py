"""What a board's address asks for in vain: said, never silently replaced by something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dondoc.limits import LONGEST_SEARCH
from dondoc.plan.schema import Duty
from dondoc.portal.board.filters import BY_SLUG
from dondoc.portal.board.groups import GROUPS
from dondoc.text import tidy


def vain_wishes(
    asked: Mapping[str, str],
    *,
    duty: Duty | None,
    year: int,
    periods: Sequence[str],
    shown: str,
) -> Iterator[str]:
    """A sentence for each; `shown` is the period that is shown instead of an unknown one.

    The form carries the period along when somebody picks another duty or year (`ky-cua` says of
    which it was): that it is not there is no mistake.
    """
    wanted = {name: tidy(value)[:LONGEST_SEARCH] for name, value in asked.items()}
    if (slug := wanted.get("nhiem-vu", "")) and (duty is None or duty.slug != slug):
        instead = f"; đang xem {duty.short}" if duty else ""
        yield f"Không có đợt nào của nhiệm vụ «{slug}»{instead}."
    if (said := wanted.get("nam", "")) and said != str(year):
        yield f"Nhiệm vụ này không có đợt nào trong năm «{said}»; đang xem năm {year}."
    period, of = wanted.get("ky", ""), wanted.get("ky-cua", "")
    carried = bool(of) and (duty is None or of != period_owner(duty, year))
    if period and period not in periods and not carried:
        yield f"Nhiệm vụ này không có kỳ «{period}» trong năm {year}; đang xem {shown}."
    if (name := wanted.get("loc", "")) and name not in BY_SLUG:
        yield f"Không có bộ lọc «{name}»; đang xem mọi đơn vị."
    if (group := wanted.get("nhom", "")) and group.replace("-", "_") not in GROUPS:
        yield f"Không có nhóm đơn vị «{group}»; đang xem mọi nhóm."


def period_owner(duty: Duty, year: int) -> str:
    """Of which duty and year a period is that a form carries."""
    return f"{duty.slug}:{year}"
