"""`make bench-publication`: what the publication check costs, part by part. Not a test.

A part alone: `python -m tests.bench.publication fetching`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.bench.measure import load, say
from tests.bench.publication.comparing import comparing, matching
from tests.bench.publication.fetching import dripping, fetching

PARTS: dict[str, Callable[[], None]] = {
    "fetching": fetching,
    "dripping": dripping,
    "comparing": comparing,
    "matching": matching,
}


def main(wanted: list[str]) -> None:
    """Measure and print: everything, or the parts named."""
    say("máy đang bận", load(), "dưới 1 khi bắt đầu")
    for name, part in PARTS.items():
        if not wanted or name in wanted:
            part()


if __name__ == "__main__":
    main(sys.argv[1:])
