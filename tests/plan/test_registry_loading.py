from __future__ import annotations

import subprocess
import sys

from dondoc.plan.registry import load_registry


def test_a_folder_is_read_once() -> None:
    assert load_registry() is load_registry()


def test_reading_the_plan_needs_neither_the_calendar_library_nor_prefect() -> None:
    script = (
        "import sys; from dondoc.plan.registry import load_registry; load_registry();"
        " print(sorted({'holidays', 'prefect', 'sqlmodel'} & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert "[]" == ran.stdout.strip()
