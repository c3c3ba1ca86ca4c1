"""The hashes of a plan's quotations, written into the text of plan.yaml where they are not right.

A text is made from a text: comments and layout stay. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from dondoc.plan.schema import wording_hash
from dondoc.problems import Problem, Refused


def with_hashes(text: str) -> tuple[str, list[str]]:
    """The text with every quotation's hash, and the clauses whose hash was written.

    Raises Refused where the text is no YAML, or a quotation lacks one of its fields.
    """
    changed: list[str] = []
    for clause, said, place in reversed(list(_quotations(text))):
        right = wording_hash(said)
        if place.value != right:
            start, end = place.start_mark.index, place.end_mark.index
            text = f"{text[:start]}{right}{text[end:]}"
            changed.append(clause)
    return text, changed[::-1]


def hash_file(file: Path) -> list[str]:
    """Write them into the file; the clauses whose hash was written. Raises Refused."""
    try:
        text = file.read_text(encoding="utf-8")
        done, changed = with_hashes(text)
        if changed:
            file.write_text(done, encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        wanted = "không đọc hoặc không ghi được tệp này (UTF-8); hãy xem lại đường dẫn, quyền"
        raise Refused(Problem(str(file), "", wanted)) from None
    return changed


def _quotations(text: str) -> Iterator[tuple[str, str, yaml.ScalarNode]]:
    """Clause, wording, and where its hash stands, in the order of the file."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        wanted = "không đúng YAML; hãy chạy `dondoc lint` để biết dòng nào"
        raise Refused(Problem("plan.yaml", "", wanted)) from None
    fields = _fields(root)
    listed = fields.get("bullets")
    if not isinstance(listed, yaml.SequenceNode):
        raise Refused(Problem("plan.yaml, bullets", "", "thiếu phần này; hãy ghi từng câu ở đó"))
    for index, one in enumerate(listed.value):
        found = _fields(one)
        values = [found.get(name) for name in ("clause", "text", "sha256")]
        missing = [
            name
            for name, value in zip(("clause", "text", "sha256"), values, strict=True)
            if not isinstance(value, yaml.ScalarNode)
        ]
        if missing:
            wanted = f'thiếu {", ".join(missing)}; hãy ghi đủ, sha256 để trống: sha256: ""'
            raise Refused(Problem(f"plan.yaml, bullets[{index}]", "", wanted))
        clause, said, place = values
        assert isinstance(clause, yaml.ScalarNode)
        assert isinstance(said, yaml.ScalarNode)
        assert isinstance(place, yaml.ScalarNode)
        yield clause.value, said.value, place


def _fields(node: yaml.Node | None) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {key.value: value for key, value in node.value if isinstance(key, yaml.ScalarNode)}
