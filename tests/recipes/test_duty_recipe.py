"""The recipe: a duty for another year is data, and one short file where its clause has no flow."""

from __future__ import annotations

import pytest

from tests.support.project_copy import PROGRAM, ROOT, ProjectCopy, amiss, places_named

pytestmark = pytest.mark.xdist_group("recipe_duty")

PLAN = "ke-hoach-2028/plan.yaml"
NEIGHBOUR = "  - code: III.1.4.a\n"
AFTER = "  - code: III.1.4.a.2\n"
CHANGES = {
    "code: III.1.4.a\n": "code: III.1.4.b\n",
    "slug: ke-hoach-pbgdpl": "slug: thi-tim-hieu",
    "flow: legal_education": "flow: law_contest",
    'due: "03-31"': "due: 04-28 + 2wd",
}
FLOW = {
    "legal_education": "law_contest",
    "Lồng ghép trong phổ biến, giáo dục pháp luật": "Thi tìm hiểu cải cách hành chính",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    return ProjectCopy(tmp_path_factory.mktemp("copy"), PROGRAM)


@pytest.fixture(scope="module")
def told(copy: ProjectCopy) -> dict[str, tuple[int, str]]:
    """What each command says, in the order of the recipe."""
    year = {"DONDOC_PLAN_FOLDER": "ke-hoach-2028"}
    (drafted,) = copy.dondoc("plan new --from 2021 --year 2028")
    plan = (copy.folder / PLAN).read_text(encoding="utf-8")
    entry = plan[plan.index(NEIGHBOUR) : plan.index(AFTER)]
    copy.replace(PLAN, AFTER, _changed(entry, CHANGES) + AFTER)
    (unfinished,) = copy.dondoc("lint", **year)
    pattern = (copy.folder / "flows/legal_education.py").read_text(encoding="utf-8")
    copy.write("flows/law_contest.py", _changed(pattern, FLOW))
    steps = ("due --year 2028 --duty III.1.4.b", "render", "lint", "render --check")
    due, rendered, finished, checked = copy.dondoc(*steps, **year)
    return {
        "drafted": drafted,
        "unfinished": unfinished,
        "due": due,
        "rendered": rendered,
        "finished": finished,
        "checked": checked,
    }


def _changed(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text


def test_the_draft_has_no_error(told):
    assert (0, True) == (told["drafted"][0], ", 0 lỗi." in told["drafted"][1])


def test_lint_names_what_is_missing(told):
    code, said = told["unfinished"]

    assert (1, True) == (code, said.startswith("Lỗi phải sửa: 1 "))
    assert "(III.1.4.b), flow: không có tệp flows/law_contest.py" in said


def test_due_shows_its_date_with_the_arithmetic(told):
    code, said = told["due"]

    assert (0, True) == (
        code,
        "thứ Năm, 04/05/2028" in said,
    )  # 28/04 is a Friday, then two days off
    assert "chưa xác nhận" in said


def test_after_render_lint_is_content_and_the_schedule_fresh(told, copy: ProjectCopy):
    assert (0, 0, 0) == (told["rendered"][0], told["finished"][0], told["checked"][0])
    assert told["finished"][1].startswith("Lỗi phải sửa: 0 ")
    schedule = (copy.folder / "ke-hoach-2028" / "prefect.yaml").read_text(encoding="utf-8")
    assert "name: thi-tim-hieu" in schedule
    assert "flows.law_contest.law_contest" in schedule


def test_the_recipe_names_what_was_touched(told, copy: ProjectCopy):
    named = places_named("A duty for another year", year=2028, clause="law_contest")

    assert ([], []) == amiss(named, copy.touched())


def test_the_guide_for_editors_has_the_same_steps():
    guide = (ROOT / "docs" / "sua-ke-hoach.md").read_text(encoding="utf-8")

    for step in ("plan new --from 2021 --year 2028", "lint", "due --year 2028"):
        assert f"dondoc {step}" in guide
