"""What importing a list does to the ledger: versions, decisions, what ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from dondoc.clock import at
from dondoc.ledger.actors import Actor
from dondoc.plan.rulebook import load_rulebook
from dondoc.problems import Refused
from dondoc.publication.official.list_difference import ListDifference, compare_list
from dondoc.publication.official.list_entry import ListedDecision
from dondoc.publication.official.list_import import ListSource, counts, write_list
from dondoc.publication.official.list_rows import check_list
from models import Audit, DecisionItem, Procedure, ProcedureDecision
from models.database import transaction
from models.publication_kinds import DecisionIssuer, ItemAct

ON = date(2026, 11, 16)
NOW = at(ON, 9)
REGISTRY = load_rulebook().registry
BY = Actor.machine("mau")
HEAD = "Mã TTHC,Tên TTHC,Phí,Đơn vị\n"
LIST = HEAD + "".join(f"1.90000{n},Cấp mẫu {n},{n}00 đồng,so-y-te\n" for n in range(1, 6))
DECISION = ListedDecision("12/QĐ-UBND", date(2026, 11, 10), date(2026, 11, 20))


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with transaction(engine) as session:
        yield session


def difference(
    session: Session, text: str, *, whole: bool = True, on: date = ON, **options: Any
) -> ListDifference:
    checked = check_list(text.encode(), REGISTRY, on=on, **options)
    return compare_list(session, checked, on=on, whole=whole)


def bring_in(
    session: Session, text: str, *, confirm: bool = False, on: date = ON, **options: Any
) -> tuple[int, int, int, int]:
    found = difference(session, text, on=on, **options)
    source = ListSource("mau.csv", "0" * 64)
    write_list(session, found, source=source, on=on, confirm=confirm, by=BY, now=NOW)
    return counts(found)


def versions(session: Session, code: str) -> list[Procedure]:
    query = select(Procedure).where(col(Procedure.code) == code)
    return list(session.exec(query.order_by(col(Procedure.version))))


def test_the_same_list_again_changes_nothing(session) -> None:
    assert (5, 0, 0, 0) == bring_in(session, LIST)
    assert (0, 0, 0, 5) == bring_in(session, LIST)
    assert difference(session, LIST).changes_nothing
    (one,) = versions(session, "1.900001")
    assert ("Cấp mẫu 1", "100 đồng", ["so-y-te"], ON) == (
        one.name,
        one.fee,
        one.units,
        one.valid_from,
    )


def test_an_amended_one_gets_a_new_version_and_the_old_one_ends(session) -> None:
    bring_in(session, LIST)
    changed = HEAD + "1.900001,Cấp mẫu 1,150 đồng,so-y-te\n"

    assert (0, 1, 0, 0) == bring_in(session, changed, whole=False, decision=DECISION)

    one, two = versions(session, "1.900001")
    assert (date(2026, 11, 20), "150 đồng", None) == (two.valid_from, two.fee, two.valid_to)
    assert date(2026, 11, 20) == one.valid_to
    decision = session.exec(select(ProcedureDecision)).one()
    assert ("12/QĐ-UBND", DecisionIssuer.PROVINCE, decision.id) == (
        decision.number,
        decision.issuer,
        two.decision_id,
    )
    item = session.exec(select(DecisionItem)).one()
    assert ("1.900001", ItemAct.AMEND) == (item.code, item.act)


@pytest.mark.one_database
def test_a_column_that_the_file_lacks_stays_as_it_is(session) -> None:
    bring_in(session, LIST)

    bring_in(session, "Mã TTHC,Tên TTHC\n1.900001,Cấp mẫu một\n", whole=False)

    assert ("Cấp mẫu một", "100 đồng") == (
        versions(session, "1.900001")[-1].name,
        versions(session, "1.900001")[-1].fee,
    )


@pytest.mark.one_database
def test_a_decision_revokes_what_its_table_says_and_nothing_else(session) -> None:
    bring_in(session, LIST)
    table = "Mã TTHC,Tên TTHC,Tình trạng\n1.900002,Cấp mẫu 2,Bãi bỏ\n"

    assert (0, 0, 1, 0) == bring_in(session, table, whole=False, decision=DECISION)

    last = versions(session, "1.900002")[-1]
    assert (True, "Cấp mẫu 2", "200 đồng") == (last.revoked, last.name, last.fee)
    assert [False] == [one.revoked for one in versions(session, "1.900003")]


@pytest.mark.one_database
def test_what_a_whole_list_lacks_is_no_more_if_a_person_says_so(session) -> None:
    bring_in(session, LIST)
    short = "\n".join(LIST.splitlines()[:-1]) + "\n"

    with pytest.raises(Refused, match="thiếu 1 trong 5 thủ tục đang có"):
        bring_in(session, short)
    assert (0, 0, 1, 4) == bring_in(session, short, confirm=True)
    assert versions(session, "1.900005")[-1].revoked


@pytest.mark.one_database
def test_a_part_of_a_list_ends_nothing(session) -> None:
    bring_in(session, LIST)

    assert (0, 0, 0, 1) == bring_in(session, "\n".join(LIST.splitlines()[:2]), whole=False)


@pytest.mark.one_database
def test_a_decision_that_becomes_known_later_is_tied_to_the_same_text(session) -> None:
    bring_in(session, LIST)

    assert (0, 0, 0, 5) == bring_in(session, LIST, whole=False, decision=DECISION)

    assert [1] * 5 == [len(versions(session, f"1.90000{n}")) for n in range(1, 6)]
    assert versions(session, "1.900001")[0].decision_id is not None


@pytest.mark.one_database
def test_an_older_decision_does_not_undo_a_newer_one(session) -> None:
    bring_in(session, LIST, decision=DECISION)
    older = ListedDecision("11/QĐ-UBND", date(2026, 11, 2), date(2026, 11, 2))
    text = HEAD + "1.900001,Cấp mẫu 1,90 đồng,so-y-te\n"

    found = difference(session, text, whole=False, decision=older)

    assert ([], 1) == (list(found.changes), found.unchanged)
    assert "sổ đã có theo QĐ 12/QĐ-UBND ký sau" in found.warnings[-1].sentence()


@pytest.mark.one_database
def test_a_table_without_codes_means_the_one_of_that_name(session) -> None:
    bring_in(session, LIST)

    found = difference(session, "Tên TTHC,Phí\nThủ tục cấp mẫu 3,350 đồng\n", whole=False)

    assert [("1.900003", "350 đồng")] == [(one.code, one.text.fee) for one in found.changes]


@pytest.mark.one_database
def test_a_decision_of_which_a_date_is_wanting_is_said_and_waits(session) -> None:
    text = "Mã TTHC,Tên TTHC,QĐ công bố\n1.900001,Cấp mẫu,378/QĐ-UBND\n"

    found = difference(session, text)

    assert (
        "QĐ 378/QĐ-UBND: chưa biết ngày ký, ngày hiệu lực nên tạm tính hạn từ ngày nhập; hãy nhập"
        " lại cùng --decision, --signed, --effective, --issuer"
    ) == found.warnings[0].sentence()
    assert "" == found.changes[0].decision


@pytest.mark.one_database
def test_a_date_put_right_is_a_change_of_the_decision_and_is_recorded(session) -> None:
    bring_in(session, LIST, decision=DECISION)
    right = ListedDecision("12/QĐ-UBND", date(2026, 11, 11), date(2026, 11, 20))

    bring_in(session, LIST, decision=right)

    said = session.exec(select(Audit.detail).where(col(Audit.target) == "decision:12/QĐ-UBND"))
    assert "ngày ký 10/11/2026 thành 11/11/2026" in list(said)


@pytest.mark.one_database
def test_a_decision_signed_after_the_day_of_the_import_cannot_be(session) -> None:
    later = ListedDecision("12/QĐ-UBND", date(2027, 11, 10), date(2027, 11, 20))

    with pytest.raises(Refused, match="ngày ký 10/11/2027 sau ngày nhập 16/11/2026"):
        difference(session, LIST, decision=later)


def test_the_day_of_entry_into_the_national_database_is_kept_and_put_right(session: Session):
    text = "Mã TTHC,Tên TTHC,Ngày đăng CSDL quốc gia\n1.900001,Cấp mẫu 1,13/11/2026\n"

    bring_in(session, text, whole=False, decision=DECISION)
    assert [date(2026, 11, 13)] == list(session.exec(select(DecisionItem.entered_on)))
    assert difference(session, text, whole=False, decision=DECISION).changes_nothing

    bring_in(session, text.replace("13/11", "14/11"), whole=False, decision=DECISION)
    assert [date(2026, 11, 14)] == list(session.exec(select(DecisionItem.entered_on)))


@pytest.mark.one_database
def test_procedures_that_are_given_to_nobody_are_said(session) -> None:
    text = "Mã TTHC,Tên TTHC,Cấp\n1.900001,Mẫu một,Tỉnh\n1.900002,Mẫu hai,Cấp Xã\n"

    found = difference(session, text)

    assert [
        (
            "Tệp: 1 thủ tục không ghi đơn vị nào phải công khai nên chưa đơn vị nào bị đòi; hãy"
            " thêm cột «đơn vị», hoặc --unit nếu cả tệp là của một đơn vị"
        )
    ] == [one.sentence() for one in found.warnings]
