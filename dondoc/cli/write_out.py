"""Files that a command writes into a folder; a file of another content is never overwritten."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dondoc.problems import Problem, Refused


def write_out(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write them and name each; all, or with a refusal none of what is not there yet."""
    targets = {folder / name: content for name, content in files.items()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        taken = [one for one in targets if one.exists() and one.read_bytes() != targets[one]]
        if taken:
            wanted = "đã có tệp khác mang tên này; hãy ghi thư mục khác"
            raise Refused([Problem("--out", str(one), wanted) for one in taken])
        for target, content in targets.items():
            target.write_bytes(content)
    except OSError:
        wanted = "không ghi được vào thư mục này; hãy xem lại thư mục và quyền"
        raise Refused(Problem("--out", str(folder), wanted)) from None
    for target in targets:
        print(f"Đã ghi {target}")
    return 0
