"""The shape of `flows/`: one flow a file, named so that no import goes astray."""

from __future__ import annotations

import ast
import importlib
import sys
from pathlib import Path

import pytest
from prefect import Flow

from dondoc.plan.rulebook import Rulebook

ROOT = Path(__file__).resolve().parents[2]
HELPERS = {
    "__init__",
    "duty_parameter",
    "day",
    "dondoc_flow",
    "duty_day",
    "ending",
    "form_act",
    "form_field",
    "conclusion_drafts",
    "report_drafts",
    "publication_parts",
    "run_names",
    "run_log",
}
FILES = sorted(path for path in (ROOT / "flows").glob("*.py") if path.stem not in HELPERS)


def declared_flow(name: str) -> Flow:
    """The flow of that file."""
    return getattr(importlib.import_module(f"flows.{name}"), name)


def _flows(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(
            isinstance(d, ast.Call) and ast.unparse(d.func) == "dondoc_flow"
            for d in node.decorator_list
        )
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_one_flow_of_its_own_name(path: Path):
    assert [path.stem] == _flows(path)


@pytest.mark.parametrize("name", sorted(HELPERS - {"__init__"}))
def test_a_helper_holds_no_flow(name: str):
    assert [] == _flows(ROOT / "flows" / f"{name}.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_dotted_entrypoint_is_a_flow_with_a_vietnamese_name(path: Path):
    found = declared_flow(path.stem)

    assert isinstance(found, Flow)
    assert not set("/%&><") & set(found.name)
    assert not found.name.isascii()


def test_no_module_is_called_like_a_package():
    ours = {"dondoc", "flows", "tasks", "models", "deployments", "tests"}
    names = {path.stem for folder in ("flows", "tasks") for path in (ROOT / folder).glob("*.py")}

    assert set() == names & (ours | set(sys.stdlib_module_names))


def test_every_duty_has_its_flow(rulebook: Rulebook):
    wanted = {duty.flow for duty in rulebook.registry.plan.duties if duty.kind == "duty"}

    assert wanted <= {path.stem for path in FILES}
