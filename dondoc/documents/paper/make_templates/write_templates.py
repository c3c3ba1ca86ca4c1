"""Our templates as files: written where they differ, and looked at whether they do."""

from __future__ import annotations

from pathlib import Path

from dondoc.documents.paper.make_templates.letter_templates import (
    invitation_template,
    letter_template,
)
from dondoc.documents.paper.make_templates.list_templates import index_template, list_template
from dondoc.documents.paper.make_templates.meeting_templates import (
    conclusion_template,
    conference_minutes_template,
    minutes_template,
)
from dondoc.documents.paper.make_templates.report_template import report_template
from dondoc.documents.paper.make_templates.template_package import (
    MadeTemplate,
    package,
    parts_of,
)
from dondoc.documents.paper.office_zip import unpack


def made_templates() -> tuple[MadeTemplate, ...]:
    """All of ours."""
    return (
        report_template(),
        letter_template(),
        invitation_template(),
        conclusion_template(),
        minutes_template(),
        conference_minutes_template(),
        list_template(),
        index_template(),
    )


def write_templates(folder: Path) -> list[Path]:
    """Writes what is missing or not as the code says; returns what was written."""
    stale = [one for one in made_templates() if not _fresh(one, folder / one.file)]
    folder.mkdir(exist_ok=True)
    for template in stale:
        (folder / template.file).write_bytes(package(template))
    return [folder / template.file for template in stale]


def stale_templates(folder: Path) -> list[Path]:
    """Files that are not as the code says: missing, older, edited by hand, or left over."""
    made = made_templates()
    known = {folder / one.file for one in made}
    stale = [folder / one.file for one in made if not _fresh(one, folder / one.file)]
    return sorted({*stale, *(set(folder.glob("*.docx")) - known)})


def _fresh(template: MadeTemplate, file: Path) -> bool:
    """By its parts: how they are packed differs between libraries, and says nothing."""
    return file.is_file() and parts_of(template) == unpack(file.read_bytes())
