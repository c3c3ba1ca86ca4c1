"""An office's own templates: in a folder of the data folder, under the names of ours."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from markupsafe import Markup

from dondoc.documents.paper.draft_mark import DRAFT_TAG, DraftMark
from dondoc.documents.paper.fill_template import NotFilled, fill
from dondoc.documents.paper.paper_styles import NAMES, Style
from dondoc.documents.paper.paper_templates import FOLDER, TEMPLATES, PaperTemplate
from dondoc.documents.paper.passage_xml import PassageXml
from dondoc.documents.paper.passages import TextLine
from dondoc.documents.paper.template_guard import template_faults
from dondoc.documents.paper.template_tags import sample_tags, tag_faults
from dondoc.limits import LARGEST_TEMPLATE
from dondoc.problems import Problem, Refused


def template_of(kind: PaperTemplate, own: Path | None) -> bytes:
    """The office's own template where it has one, looked at anew, else ours.

    Raises Refused, naming the file and what is wrong with it.
    """
    if own is not None and (file := own / kind.file).is_file():
        return check_template(file, kind)
    return (FOLDER / kind.file).read_bytes()


def check_template(file: Path, kind: PaperTemplate | None = None) -> bytes:
    """What the file holds, if it can be the template of its kind, which its name says.

    Raises Refused with everything that is wrong.
    """
    kind = kind or _kind_of(file)
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_TEMPLATE + 1)
    except OSError:
        raise Refused(
            Problem("Tệp", str(file), "không đọc được; hãy xem đường dẫn, quyền")
        ) from None
    faults = template_faults(content) or _faults_inside(content, kind)
    if faults:
        raise Refused([Problem(file.name, "", fault, label=f"Mẫu {file.name}") for fault in faults])
    return content


def check_own_templates(own: Path) -> None:
    """Every template in the office's folder can be used. Raises Refused with all that is wrong."""
    problems: list[Problem] = []
    for file in sorted(own.glob("*.docx")):
        try:
            check_template(file)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)


def copy_templates(folder: Path) -> list[Path]:
    """Our templates into a folder, to be edited; returns them.

    Raises Refused, and copies none, where one of the files is there already.
    """
    wanted = [folder / kind.file for kind in TEMPLATES]
    if there := [file.name for file in wanted if file.exists()]:
        raise Refused(
            Problem("THƯ_MỤC", str(folder), f"đã có {', '.join(there)}; hãy chọn thư mục khác")
        )
    folder.mkdir(parents=True, exist_ok=True)
    for file in wanted:
        file.write_bytes((FOLDER / file.name).read_bytes())
    return wanted


def style_ids(content: bytes) -> dict[Style, str]:
    """Under which id the template has each of our styles, by its name."""
    names = {one.name: str(one.style_id) for one in Document(io.BytesIO(content)).styles}
    return {style: names.get(name, style.value) for style, name in NAMES.items()}


def _kind_of(file: Path) -> PaperTemplate:
    found = next((kind for kind in TEMPLATES if kind.file == file.name), None)
    if found is None:
        names = ", ".join(kind.file for kind in TEMPLATES)
        raise Refused(
            Problem(file.name, "", f"tên tệp không phải tên mẫu; hãy đặt một trong: {names}")
        )
    return found


def _faults_inside(content: bytes, kind: PaperTemplate) -> list[str]:
    if faults := tag_faults(content, kind.values):
        return faults
    known = {one.name for one in Document(io.BytesIO(content)).styles}
    if missing := [name for name in NAMES.values() if name not in known]:
        kinds = ", ".join(f"«{name}»" for name in missing)
        return [f"thiếu kiểu chữ {kinds}; hãy sửa trên mẫu kèm theo phần mềm, đừng tạo tệp mới"]
    trial = Markup(PassageXml(style_ids(content)).draw((TextLine("…"),)))  # noqa: S704 - drawn by us
    try:
        for empty in (False, True):
            tags = sample_tags(kind.values, trial, empty=empty)
            fill(content, {**tags, DRAFT_TAG: DraftMark(draft=not empty)})
    except NotFilled as error:
        return [str(error)]
    return []
