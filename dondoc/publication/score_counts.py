"""The numbers of one look that a score is made of (kept as `PublicationCheck.counts`). Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

RULE_VERSION = 1
"""Grows when the meaning of a number changes: a trend never joins what was counted differently."""


@dataclass(frozen=True)
class ScoreCounts:
    """Procedures of one source on one day. What proves nothing has no counts at all."""

    required: int = 0  # must be shown by that day, and it can be told whether they are
    matched: int = 0  # of them, shown
    not_yet_due: int = 0  # announced, their day to be shown still to come: not in `required`
    unclear: int = 0  # must be shown, a row is like it, a person has to say: not in `required`
    shown: int = 0  # procedures that rows were taken for, required or not
    detailed: int = 0  # of them, those whose parts the page shows, so that they can be looked at
    complete: int = 0  # of the detailed, with all parts that the official entry has
    comparable: int = 0  # with a fee, time or agency that both sides say as a figure or a name
    right: int = 0  # of the comparable, none differs
    revoked_shown: int = 0
    unknown: int = 0  # rows in no decision

    def as_dict(self) -> dict[str, int]:
        return asdict(self)

    @classmethod
    def of(cls, kept: dict[str, int]) -> ScoreCounts:
        """From what the ledger keeps; a number that an older rule did not count is 0."""
        names = {one.name for one in fields(cls)}
        return cls(**{name: value for name, value in kept.items() if name in names})
