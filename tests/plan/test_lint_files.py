"""A duty needs a flow, the templates of its ladder and a deployment."""

from __future__ import annotations

from pathlib import Path

import pytest

from dondoc.plan.lint import lint_files
from dondoc.plan.registry import load_registry

KINDS = ("opening", "reminder", "overdue", "escalation")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("periodic_report", "consolidated_report"):
        write(tmp_path / "flows" / f"{name}.py", f"def {name}() -> None: ...")
    write(tmp_path / "flows" / "run_names.py", "def name_of_run() -> str: ...")
    for kind in KINDS:
        write(tmp_path / lint_files.TEMPLATES / f"{kind}.txt", "")
    slugs = ("bao-cao-dinh-ky", "bao-cao-tong-hop")
    deployments = "".join(f"  - name: {slug}\n" for slug in slugs)
    write(tmp_path / "prefect.yaml", f"deployments:\n{deployments}")
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def sentences(folder: Path, root: Path) -> list[str]:
    return [one.sentence() for one in lint_files.findings(load_registry(folder).plan, root)]


def test_a_duty_with_all_it_needs_is_fine(two_duties: Path, root: Path) -> None:
    assert [] == sentences(two_duties, root)


def test_what_does_not_exist_at_all_yet_is_not_looked_at(two_duties: Path, tmp_path: Path) -> None:
    assert [] == sentences(two_duties, tmp_path / "none")


def test_a_missing_flow_is_named_with_the_flows_there_are(two_duties: Path, root: Path) -> None:
    (root / "flows" / "consolidated_report.py").unlink()

    (one,) = sentences(two_duties, root)

    assert one == (
        "plan.yaml, duties (III.1.2.a4), flow: không có tệp flows/consolidated_report.py;"
        " hãy viết tệp đó, hoặc ghi một trong: periodic_report."
    )


def test_a_missing_template_is_named(two_duties: Path, root: Path) -> None:
    (root / lint_files.TEMPLATES / "overdue.txt").unlink()

    found = sentences(two_duties, root)

    assert len(found) == 2
    assert "bậc thang E1 cần mẫu tin dondoc/messages/templates/overdue.txt" in found[0]


def test_a_missing_deployment_is_named(two_duties: Path, root: Path) -> None:
    write(root / "prefect.yaml", "deployments:\n  - name: bao-cao-tong-hop\n")

    (one,) = sentences(two_duties, root)

    assert "(III.1.1.c), slug: prefect.yaml không có lịch chạy tên bao-cao-dinh-ky" in one
