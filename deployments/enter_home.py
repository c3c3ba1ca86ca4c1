"""The one pull step of every deployment: where a run's process goes before it loads its flow."""

from __future__ import annotations

import os
from pathlib import Path

from dondoc.problems import Problem, Refused

HOME = "DONDOC_HOME"


def enter_home() -> dict[str, str]:
    """Go to the folder that `DONDOC_HOME` names, if it is set; returns where the run then is.

    A process worker starts a run in a temporary folder, where a relative path of the settings
    would be another than elsewhere. The variable is read here, on the worker, when the run starts:
    a placeholder in the deployment would be filled by whoever runs `prefect deploy` with it set
    (docs/decisions/0082). Raises Refused where there is no such folder.
    """
    given = os.environ.get(HOME, "")
    if given:
        try:
            os.chdir(given)
        except OSError:
            wanted = "không vào được thư mục này; hãy sửa biến ấy ở worker, hoặc bỏ đi"
            raise Refused(Problem(HOME, given, wanted)) from None
    return {"directory": str(Path.cwd())}
