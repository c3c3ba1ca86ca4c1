"""How long what is kept is kept, where a person does not choose it: `operations/retention_table`.

What an installation chooses stands in `settings` (`mail_keep_days`, `prefect_keep_days`). No law's
retention time stands among our sources (docs/decisions/0088).
"""

from __future__ import annotations

from datetime import timedelta

KEPT_DAYS = 7
KEPT_WEEKS = 4
KEPT_MONTHS = 12
"""Copies kept: the newest of each of the last so many days, weeks and months that have one."""

KEPT_AFTER_CLOSING = timedelta(days=730)
"""For so long after a finding is over, what it was seen on can be shown: 24 months."""

KEEP_EXPIRED = timedelta(days=30)
"""An expired link stays known for a month, so that a question about it can be answered."""

UNCLAIMED = timedelta(days=2)
"""A file is stored when its form is sent, and claimed once the form is right: two days of grace."""

ARTIFACTS_KEPT = 30
"""Newest tables of one name in Prefect: six weeks of working days."""

DEFAULT_RETENTION, LONGEST_RETENTION = 12, 120
"""Months after a conference for which delegates' data is kept; the most that may be asked for."""
