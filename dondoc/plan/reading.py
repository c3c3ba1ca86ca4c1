"""Data files as entries, and what is wrong with them in words an administrator can act on."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from dondoc.problems import Problem, Refused

Model = TypeVar("Model", bound=BaseModel)
Place = Sequence[int | str]

_NAMES = ("code", "clause", "role", "year", "name")  # what an entry is known by, first that it has


class PlanError(Refused):
    """The data files do not hold together; each problem names file, entry, field and remedy."""


def read(path: Path, model: type[Model]) -> Model:
    """The file as an entry of that model. Raises PlanError with every problem of the file."""
    given = _load(path)
    try:
        return model.model_validate(given)
    except ValidationError as error:
        faults = {place(path.name, given, _bare(one["loc"])): one for one in error.errors()}
        raise PlanError(
            Problem(where, _shown(one["input"]), _wanted(one, model))
            for where, one in faults.items()
        ) from None


def place(file: str, given: object, where: Place) -> str:
    """Where in a file: «plan.yaml, duties[0] (III.1.1.c), due.cap_xa»."""
    if len(where) < 2 or not isinstance(where[1], int):
        return f"{file}, {_dotted(where) or 'cả tệp'}"
    entry = given[where[0]][where[1]] if isinstance(given, dict) else None
    known = (entry[name] for name in _NAMES if entry.get(name)) if isinstance(entry, dict) else ()
    name = next((f" ({value})" for value in known), "")
    return f"{file}, {where[0]}[{where[1]}]{name}, {_dotted(where[2:]) or 'cả mục'}"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc] # chosen when loaded
    """Keeps a day that is in no calendar as text, and refuses a key that stands twice."""

    def construct_yaml_timestamp(self, node: yaml.ScalarNode) -> Any:
        try:
            return super().construct_yaml_timestamp(node)
        except ValueError:
            return node.value

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key, _value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                mark = key.start_mark
                raise yaml.constructor.ConstructorError(
                    None, None, f"«{key.value}» ghi hai lần", mark
                )
            seen.add(key.value)
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


_Loader.add_constructor("tag:yaml.org,2002:timestamp", _Loader.construct_yaml_timestamp)


def _load(path: Path) -> object:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        wanted = "không mở được tệp này (UTF-8); hãy xem lại thư mục kế hoạch"
        raise PlanError(Problem(str(path), "", wanted)) from None
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - it is a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = f", dòng {error.problem_mark.line + 1}" if error.problem_mark else ""
        reason = error.problem if error.problem and "«" in error.problem else "không đúng YAML"
        wanted = f"{reason}; hãy xem lại thụt dòng, dấu hai chấm, dấu nháy và trường bị lặp"
        raise PlanError(Problem(f"{path.name}{line}", "", wanted)) from None
    except yaml.YAMLError:
        wanted = "có ký tự không dùng được trong YAML; hãy lưu lại tệp dạng UTF-8"
        raise PlanError(Problem(path.name, "", wanted)) from None


_WANTED = {
    "missing": "thiếu trường này; hãy thêm vào",
    "date_type": "phải là một ngày có trong lịch, ghi như 2021-01-26 (không đặt trong dấu nháy)",
    "bool_type": "chỉ ghi true hoặc false",
    "int_type": "phải là một số nguyên, ví dụ 12 (không đặt trong dấu nháy)",
    "string_type": 'phải là chữ; nếu là số thì đặt trong dấu nháy, ví dụ "02215"',
    "string_too_short": "không được để trống",
    "string_pattern_mismatch": "chỉ dùng chữ thường không dấu, chữ số và dấu nối giữa các từ",
    "tuple_type": "phải là một danh sách, mỗi dòng bắt đầu bằng dấu gạch",
    "dict_type": "phải là một quy tắc hạn, hoặc mỗi vai trò một quy tắc",
    "greater_than_equal": "số này nhỏ quá; hãy ghi từ 1 trở lên",
    "less_than_equal": "số này lớn quá; tỷ lệ ghi từ 1 đến 100",
    "model_type": "phải là một mục gồm các trường, mỗi trường «tên: giá trị»",
}


def _wanted(fault: Any, model: type[BaseModel]) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "extra_forbidden":
        fields = ", ".join(_fields(model, fault["loc"][:-1]))
        return f"không có trường này; các trường được dùng là {fields}"
    if kind == "literal_error":
        return "hãy ghi một trong: " + str(context["expected"]).replace(" or ", ", ").replace(
            "'", ""
        )
    if kind == "value_error":
        return str(context["error"])
    return _WANTED.get(kind) or f"không đúng kiểu ({fault['msg']})"


def _fields(model: type[BaseModel], where: Place) -> list[str]:
    """The names that the files may use at a place inside a model."""
    for name in where:
        if isinstance(name, int):
            continue
        found = next(
            (field for key, field in model.model_fields.items() if name in (key, field.alias)), None
        )
        inner = next(_models(found.annotation), None) if found else None
        model = inner or model
    return [field.alias or key for key, field in model.model_fields.items()]


def _models(annotation: object) -> Iterator[Any]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _bare(where: Place) -> Place:
    """Without the branch of a union that pydantic names: `due.str` is the field `due`."""
    return tuple(part for part in where if part != "str" and not str(part).startswith("dict["))


def _dotted(where: Place) -> str:
    return "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in where).lstrip(".")


def _shown(value: object) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value)
