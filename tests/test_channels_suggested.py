"""Only what works in Việt Nam is suggested: one messenger was ordered blocked there in 2025."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ("dondoc", "docs", "deployments", "flows", "tasks", "models", "tests/messages/samples")
FILES = ("prefect.yaml", "README.md", "Makefile")
BLOCKED = ("telegram", "tgram://")


def shipped() -> list[Path]:
    found = [path for folder in SHIPPED for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [path for path in found if path.suffix not in (".png", ".pyc", ".docx")]


@pytest.mark.parametrize("word", BLOCKED)
def test_no_text_template_doc_or_sample_names_it(word: str) -> None:
    texts = [*shipped(), *(ROOT / name for name in FILES)]
    assert 300 < len(texts)

    named = [str(path) for path in texts if word in path.read_text("utf-8").lower()]
    assert [] == named
