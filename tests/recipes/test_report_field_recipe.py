"""The recipe: a field of a report is a line of its form, a column, and its place in each way in."""

from __future__ import annotations

import pytest

from tests.support.project_copy import ROOT, ProjectCopy, amiss, places_named

pytestmark = pytest.mark.xdist_group("recipe_report_field")

STEPS = "models/migrations/versions"
NEWEST = max((ROOT / STEPS).glob("[0-9]*.py")).stem
NEXT = f"{int(NEWEST[:4]) + 1:04}_add_signers_post"
STEP = f'''"""A report says what post its signer holds."""

import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{NEWEST}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submission", sa.Column("post", sa.String(), nullable=True))


def downgrade() -> None:
    op.drop_column("submission", "post")
'''
FORM, PAPER = "dondoc/submissions/evidence_form.py", "dondoc/submissions/paper.py"
FLOW, COMMAND = "flows/record_submission.py", "dondoc/cli/submit_command.py"
OPTION = '@option("--signer", default="", metavar="NGƯỜI", said="người ký")\n'
NOTE_ON_PAGE = '{{ part.field(form, "note", "Ghi chú", optional=skip, rows=2) }}\n'
EDITS = (  # in which file, after which text, what is added
    (FORM, 'SomeLines] = entry("Ghi chú")\n', "    post: Annotated[str | None, SomeLines]"),
    (FORM, "    post: Annotated[str | None, SomeLines]", ' = entry("Chức vụ")\n'),
    ("dondoc/submissions/evidence.py", '    reason: str = ""\n', '    post: str = ""\n'),
    ("models/submission.py", "    signer: str | None = None\n", "    post: str | None = None\n"),
    (
        "dondoc/portal/templates/unit/form.html",
        NOTE_ON_PAGE,
        '{{ part.field(form, "post", "Chức vụ người ký", optional=skip) }}\n',
    ),
    (PAPER, '    signer: str = ""\n', '    post: str = ""\n'),
    (
        FLOW,
        'form_field("Người ký", "Họ và tên.")]\n',
        'Post = Annotated[str, form_field("Chức vụ", "")]\n',
    ),
    (FLOW, '    signer: Signer = "",\n', '    post: Post = "",\n'),
    (FLOW, '        "signer": signer,\n', '        "post": post,\n'),
    (COMMAND, OPTION, '@option("--post", default="", metavar="CHỨC_VỤ", said="chức vụ")\n'),
    (COMMAND, "    signer: str,\n", "    post: str,\n"),
    (COMMAND, "        signer=signer,\n", "        post=post,\n"),
    (
        "tests/cli/test_cli_submit.py",
        '    "signer": ("--signer", "Lê Văn An"),\n',
        '    "post": ("--post", "Giám đốc"),\n',
    ),
)
WAYS_IN = {
    "tests/submissions/test_every_way_in.py": (
        "test_what_is_typed_has_the_fields_of_the_form",
        "test_the_ledger_has_a_column_for_each",
        "test_a_paper_says_each",
        "test_the_form_of_the_prefect_ui_says_each",
    ),
    "tests/portal/unit/test_unit_page_fields.py": (
        "test_the_page_offers_each_field_that_a_unit_gives",
    ),
    "tests/cli/test_cli_submit.py": ("test_every_text_of_the_form_has_its_option_and_is_kept",),
    "tests/cli/test_cli_docs.py": ("test_the_help_in_the_page_is_what_the_program_prints",),
    "tests/models/test_migrations.py": ("test_the_models_need_no_further_step[sqlite]",),
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    copy = ProjectCopy(tmp_path_factory.mktemp("copy"))
    for path, after, added in EDITS:
        copy.replace(path, after, after + added)
    copy.write(f"{STEPS}/{NEXT}.py", STEP)
    return copy


def test_every_way_in_has_the_field(copy: ProjectCopy):
    wanted = {f"{file}::{name}" for file, names in WAYS_IN.items() for name in names}
    done = copy.pytest("-rA", *sorted(wanted), DONDOC_TEST_UPDATE="1")

    assert wanted == {
        line.removeprefix("PASSED ") for line in done.stdout.splitlines() if line[:6] == "PASSED"
    }, done.stdout


def test_the_recipe_names_what_was_touched(copy: ProjectCopy):
    assert ([], []) == amiss(places_named("A field of a report"), copy.touched())
