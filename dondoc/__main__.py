"""`python -m dondoc`: the command line."""

from __future__ import annotations

import sys

from dondoc.cli import main

sys.exit(main())
