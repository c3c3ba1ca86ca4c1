"""One name, one meaning: no class and no file is called as another is (layout of the house)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("dondoc", "flows", "tasks", "models", "deployments")

FILES_TWICE = {"record_submission"}
"""The flow's file is called as its flow, where its deployment finds it; the room's, as its act."""

_QUESTIONS = {"how", "what", "when", "where", "which", "who", "whom", "whose", "why"}
_IRREGULAR = {
    *{"asked", "begun", "chosen", "done", "drawn", "given", "held", "kept", "known", "made"},
    *{"said", "sent", "shown", "spoken", "stuck", "taken", "told", "written"},
}
_NOUNS = {"feed"}


def test_a_class_name_has_one_meaning() -> None:
    found = [
        (name, str(path.relative_to(ROOT)))
        for path in _files()
        for name in re.findall(r"^ *class (\w+)[(:]", path.read_text(encoding="utf-8"), re.M)
    ]

    assert len(found) > 300
    assert {} == _twice(found)


def test_a_files_bare_name_is_unique() -> None:
    found = [(path.stem, str(path.relative_to(ROOT))) for path in _files()]

    assert FILES_TWICE == set(_twice(found))


def test_no_file_is_called_by_a_past_participle_or_a_question() -> None:
    assert [] == [str(path.relative_to(ROOT)) for path in _files() if _is_riddle(path.stem)]


def test_names_that_are_riddles_are_seen() -> None:
    wanted = ["asked", "calendar_moved", "which", "where_from", "shown"]

    assert wanted == [name for name in [*wanted, "feed", "find_unit"] if _is_riddle(name)]


def _files() -> list[Path]:
    found = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")))
    return [path for path in found if path.stem != "__init__" and "versions" not in path.parts]


def _twice(found: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for name, place in found:
        places[name].append(place)
    return {name: where for name, where in places.items() if len(where) > 1}


def _is_riddle(name: str) -> bool:
    words = name.split("_")
    participle = re.fullmatch(r"\w+ed", words[-1]) is not None or words[-1] in _IRREGULAR
    return words[-1] not in _NOUNS and (participle or not _QUESTIONS.isdisjoint(words))
