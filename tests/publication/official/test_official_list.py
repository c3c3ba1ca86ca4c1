"""What a unit must show on a day: its procedures, their versions, and from when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from dondoc.plan.rulebook import Rulebook
from dondoc.publication.official.official_list import load_official_list, official_entries
from models.database import transaction
from tests.support.sample_procedures import (
    COMMUNE,
    HEALTH,
    amend,
    lay_decision,
    lay_procedure,
    lay_source,
    sample_list,
)

ON = date(2026, 11, 16)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with transaction(engine) as session:
        yield session


def codes(session: Session, rulebook: Rulebook, on: date = ON, **source: object) -> list[str]:
    row = lay_source(session, address="http://mot-noi.example/", **source)
    return [one.code for one in official_entries(session, rulebook, row, on)]


def test_a_unit_shows_what_the_list_gives_it_from_the_publish_by_date(session, rulebook) -> None:
    laid = sample_list(session)

    found = official_entries(session, rulebook, laid.site, ON)

    assert ["9.000001", "9.000002", "9.000003"] == [one.code for one in found]
    assert {date(2026, 11, 9)} == {one.show_from for one in found}
    assert found[0].arithmetic == (
        "phải công khai: ký ngày 02/11/2026, cộng 5 ngày làm việc là thứ Hai, 09/11/2026"
        " (Nghị định số 63/2010/NĐ-CP, Điều 24 khoản 2)"
    )
    assert ("01/QĐ-MẪU", "100.000 đồng") == (found[0].decision_number, found[0].fee)


@pytest.mark.one_database
def test_a_commune_shows_what_every_commune_has(session, rulebook) -> None:
    sample_list(session)

    assert ["9.000011", "9.000012"] == codes(session, rulebook, unit_code=COMMUNE)


@pytest.mark.one_database
def test_a_body_of_the_province_is_not_asked_for_what_names_nobody(session, rulebook) -> None:
    lay_procedure(session, "9.000021", "Thủ tục mẫu chưa rõ của ai", lay_decision(session))

    assert [] == codes(session, rulebook, unit_code=HEALTH)


@pytest.mark.one_database
def test_a_scope_narrows_by_level_and_field_and_adds_codes(session, rulebook) -> None:
    laid = sample_list(session)
    lay_procedure(session, "9.000031", "Thủ tục mẫu khác", laid.decision, sector="Đất đai mẫu")

    def shown(**scope: list[str]) -> list[str]:
        address = f"http://cong.example/{len(scope)}/{sorted(scope.items())}"
        row = lay_source(session, "van-phong-ubnd", address, scope=scope)
        return [one.code for one in official_entries(session, rulebook, row, ON)]

    assert ["9.000011", "9.000012"] == shown(levels=["xã"])
    assert ["9.000031"] == shown(levels=["tỉnh"], fields=["ĐẤT ĐAI MẪU"])
    assert ["9.000001", "9.000031"] == shown(fields=["Đất đai mẫu"], codes=["9.000001"])
    assert ["9.000002"] == shown(codes=["9.000002"])


@pytest.mark.one_database
def test_what_an_abolished_body_had_is_its_successors(session, rulebook) -> None:
    lay_procedure(session, "9.000041", "Thủ tục mẫu", lay_decision(session), units=["ban-dan-toc"])

    assert ["9.000041"] == codes(session, rulebook, unit_code="so-dan-toc-ton-giao")


def test_an_amended_one_may_show_its_old_text_until_the_new_must_be_there(
    session, rulebook
) -> None:
    laid = sample_list(session)
    later = lay_decision(session, "02/QĐ-MẪU", date(2026, 11, 12), effective_on=date(2026, 12, 1))
    amend(session, laid.health[0], later, fee="120.000 đồng")

    (entry, *_rest) = official_entries(session, rulebook, laid.site, ON)

    assert ("120.000 đồng", "02/QĐ-MẪU") == (entry.fee, entry.decision_number)
    assert date(2026, 11, 9) == entry.show_from  # it had to be there before
    (before,) = entry.earlier
    assert ("100.000 đồng", date(2026, 12, 1)) == (before.fee, before.tolerated_until)
    assert "Bản trước được để đến: hạn công khai thứ Năm, 19/11/2026" in entry.arithmetic


@pytest.mark.one_database
def test_a_decision_counts_from_the_day_it_is_signed(session, rulebook) -> None:
    laid = sample_list(session)
    later = lay_decision(session, "02/QĐ-MẪU", date(2026, 11, 12))
    amend(session, laid.health[0], later, fee="120.000 đồng")

    before = official_entries(session, rulebook, laid.site, date(2026, 11, 11))

    assert "100.000 đồng" == before[0].fee
    assert [] == official_entries(session, rulebook, laid.site, date(2026, 11, 1))


def test_a_revoked_one_has_a_day_to_be_gone_by(session, rulebook) -> None:
    laid = sample_list(session)
    later = lay_decision(session, "02/QĐ-MẪU", date(2026, 11, 12))
    amend(session, laid.health[2], later, revoked=True)

    entry = official_entries(session, rulebook, laid.site, ON)[-1]

    assert ("9.000003", date(2026, 11, 19)) == (entry.code, entry.remove_by)
    assert entry.arithmetic.startswith(
        "đã bãi bỏ nên phải gỡ (Nghị định số 63/2010/NĐ-CP, Điều 14 khoản 2 điểm c): hạn công khai"
    )


@pytest.mark.one_database
def test_one_that_comes_back_is_wanted_from_its_new_decision_on(session, rulebook) -> None:
    laid = sample_list(session)
    gone = amend(
        session,
        laid.health[2],
        lay_decision(session, "02/QĐ-MẪU", date(2026, 11, 3)),
        revoked=True,
    )
    amend(session, gone, lay_decision(session, "03/QĐ-MẪU", date(2026, 11, 12)), revoked=False)

    entry = official_entries(session, rulebook, laid.site, ON)[-1]

    assert (date(2026, 11, 19), None) == (entry.show_from, entry.remove_by)


@pytest.mark.one_database
def test_without_a_decision_the_days_count_from_the_list(session, rulebook) -> None:
    lay_procedure(session, "9.000051", "Thủ tục mẫu", units=[HEALTH])

    row = lay_source(session)
    (entry,) = official_entries(session, rulebook, row, ON)

    assert date(2026, 11, 9) == entry.show_from
    assert "chưa rõ ngày ký quyết định công bố" in entry.arithmetic


@pytest.mark.one_database
def test_many_sources_are_answered_by_one_question(engine, session, rulebook) -> None:
    laid = sample_list(session)

    asked: list[object] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    whole = load_official_list(session, rulebook, ON)
    lists = [whole.entries(laid.site) for _again in range(20)]

    assert (1, 3) == (len(asked), len(lists[-1]))
