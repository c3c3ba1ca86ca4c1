"""The recipe: a kind of notice is a word, a row, two templates; tests name what is missing."""

from __future__ import annotations

import pytest

from tests.support.project_copy import EVERYTHING, ProjectCopy, amiss, places_named

pytestmark = pytest.mark.xdist_group("recipe_notice_kind")

TABLE = "tests/messages/test_notice_kinds.py"
SAMPLES = "tests/messages/test_message_samples.py"
LAST_WORD = '    CONTINUOUS = "continuous"'
LAST_ROW = '"thư báo việc thường xuyên", "báo việc thường xuyên", DigestGroup.TOLD\n    ),\n'
ROW = '    NoticeKind.THANKED: NoticeRule("thư cảm ơn", group=DigestGroup.TOLD, basis=False),\n'
SUBJECT = "[Thông tin] {{ short }} {{ period }} – cảm ơn\n"
WORDS = """\
{% set asks = "Xem lại tại đường dẫn sau:" %}
{% set button = "Xem lại" %}
{% set strong = "" %}
{% set dated = false %}
Trân trọng cảm ơn Quý cơ quan về {{ say.what(item) }}.
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ProjectCopy:
    return ProjectCopy(tmp_path_factory.mktemp("copy"), EVERYTHING)


@pytest.fixture(scope="module")
def told(copy: ProjectCopy) -> tuple[str, str]:
    """What the tests say with the word alone, and with all of it, when the samples are written."""
    copy.replace("models/kinds.py", LAST_WORD, f'    THANKED = "thanked"\n{LAST_WORD}')
    bare = copy.pytest(TABLE, SAMPLES).stdout
    copy.replace("dondoc/messages/notice_kinds.py", LAST_ROW, LAST_ROW + ROW)
    copy.write("dondoc/messages/templates/thanked.txt", WORDS)
    copy.write("dondoc/messages/templates/thanked.subject.txt", SUBJECT)
    return bare, copy.pytest(TABLE, SAMPLES, DONDOC_UPDATE_SAMPLES="1").stdout


def test_without_its_row_templates_and_samples_it_is_named(told):
    bare, _whole = told

    for named in (
        "test_every_kind_has_a_row_of_its_own",
        "test_every_kind_has_its_two_templates",
        "test_it_says_these_words[thanked-order]",
        "THANKED",
        "thanked.txt",
    ):
        assert named in bare


def test_with_all_of_them_nothing_is_missing(told):
    _bare, whole = told

    assert " passed in " in whole
    assert "failed" not in whole


def test_a_message_of_the_kind_is_rendered(told, copy: ProjectCopy):
    letter = (copy.folder / "tests/messages/samples/thanked-order.txt").read_text(encoding="utf-8")

    assert letter.startswith(
        "Tiêu đề: [Thông tin] Báo cáo tuyên truyền CCHC quý I/2027 – cảm ơn\n\n"
        "Kính gửi: Sở Tài chính\n\n"
        "Trân trọng cảm ơn Quý cơ quan về báo cáo kết quả tuyên truyền cải cách hành chính"
    )


def test_the_recipe_names_what_was_touched(told, copy: ProjectCopy):
    assert ([], []) == amiss(places_named("A kind of notice", kind="thanked"), copy.touched())
