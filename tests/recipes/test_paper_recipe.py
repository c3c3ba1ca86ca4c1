"""The recipe: a new kind of paper is a class, a template by code, and a row."""

from __future__ import annotations

import pytest

from deployments.render_prefect_yaml import FILE, rendered_for
from tests.support.project_copy import PROGRAM, ProjectCopy, amiss, places_named

pytestmark = pytest.mark.xdist_group("recipe_paper")

PAPER = "dondoc/documents/paper"
MADE = f"{PAPER}/make_templates"
VALUES = '''@dataclass(frozen=True, kw_only=True)
class SubmittalValues(PaperHead):
    """Tờ trình."""

    content: Passages = field(metadata=place("noi_dung", "nội dung"))


def time_words('''
TEMPLATE = '''"""Tờ trình."""

from dondoc.documents.paper.make_templates import shared_parts as shared
from dondoc.documents.paper.make_templates.template_package import MadeTemplate


def submittal_template() -> MadeTemplate:
    body = shared.head() + shared.title("Tờ trình") + shared.passages("noi_dung") + shared.foot()
    return MadeTemplate("to-trinh.docx", "Tờ trình", body + shared.end())
'''
IMPORT = "from dondoc.documents.paper.make_templates.submittal_template import submittal_template\n"
ROW = 'SUBMITTAL = PaperTemplate("to-trinh.docx", "Tờ trình", SubmittalValues)\n'
MAKE = """
from datetime import UTC, datetime
from dondoc.documents.paper.paper_templates import SUBMITTAL
from dondoc.documents.paper.paper_values import SubmittalValues
from dondoc.documents.paper.passages import TextLine
from dondoc.documents.paper.render_paper import paper
values = SubmittalValues(organ="Sở Nội vụ", symbol="TTr-SNV", issued_at="Tuyên Quang", time="…",
    about="Về việc", position="Giám đốc", recipients=("Lưu: VT",),
    content=(TextLine("Kính trình./."),))
print(len(paper(SUBMITTAL, values, as_of=datetime(2027, 3, 18, tzinfo=UTC))) > 1000)
"""


def test_a_paper_is_what_the_recipe_says(tmp_path) -> None:
    project = ProjectCopy(tmp_path, (*PROGRAM, "tests"))
    project.replace(f"{PAPER}/paper_values.py", "def time_words(", VALUES)
    project.write(f"{MADE}/submittal_template.py", TEMPLATE)
    first = "from dondoc.documents.paper.make_templates.template_package import"
    project.replace(f"{MADE}/write_templates.py", first, IMPORT + first)
    project.replace(
        f"{MADE}/write_templates.py",
        "        index_template(),\n",
        "        index_template(),\n        submittal_template(),\n",
    )
    project.replace(
        f"{PAPER}/paper_templates.py",
        "    ReportValues,\n",
        "    ReportValues,\n    SubmittalValues,\n",
    )
    project.replace(
        f"{PAPER}/paper_templates.py", "\nTEMPLATES = (", f"{ROW}\nTEMPLATES = (SUBMITTAL, "
    )
    project.replace("tests/support/papers.py", "AS_OF = ", "# SUBMITTAL\nAS_OF = ")
    month = f"{rendered_for(FILE):%d/%m/%Y}"

    ((code, said),) = project.dondoc(f"render --from {month}")

    assert (0, True) == (code, "to-trinh.docx: đã viết lại" in said)
    assert "True" == project.python("-c", MAKE).stdout.strip()
    named = places_named("A paper", kind="submittal", file="to-trinh")
    assert ([], []) == amiss(named, project.touched())
