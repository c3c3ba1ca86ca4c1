"""Whose a deployment, a pool, a block or an automation is: the installation's own mark.

Several installations may share one Prefect server and do not touch one another. A tag says «Đôn
Đốc» to a reader; what may be changed or retired is known by the mark alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deployments.catalogue import POOL
from dondoc.ledger.own_mark import mark_in
from dondoc.settings import Settings

LABEL = "don-doc.installation"

_SLUGS = ("ngay-co-viec", "ngay-lam-viec", "hang-tuan", "hang-dem")
_WINDOW = "luc-"


@dataclass(frozen=True)
class Mark:
    """`id` is on everything of ours; `suffix`, where an administrator set one, in its names too.

    Without an id (a plan put on a server by hand) what has no mark is ours.
    """

    id: str = ""
    suffix: str = ""

    def named(self, name: str) -> str:
        """The name that this installation gives to what the plan calls so."""
        return f"{name}-{self.suffix}" if self.suffix else name

    @property
    def pool(self) -> str:
        return self.named(POOL)

    @property
    def labels(self) -> dict[str, Any]:
        return {LABEL: self.id} if self.id else {}

    def owns(self, labels: Mapping[str, Any]) -> bool:
        return str(labels.get(LABEL, "")) == self.id

    def is_anothers(self, labels: Mapping[str, Any]) -> bool:
        """What has no mark yet may be taken over by name: it was put there before marks were."""
        return bool(labels.get(LABEL)) and not self.owns(labels)


def mark_of(settings: Settings) -> Mark:
    """The mark as set, else the ledger's own; nothing where there is no ledger yet."""
    given = settings.installation
    return Mark(given, given) if given else Mark(mark_in(settings.database))


def our_schedule(slug: str | None) -> bool:
    """Is it a schedule that the plan makes? One that a person added has no such name and stays."""
    return slug is not None and (slug in _SLUGS or slug.startswith(_WINDOW))
