"""The month's review in a run: what ministries decided is asked for and said, by either flow."""

from __future__ import annotations

from datetime import date

import pytest

from flows.follow_up import follow_up
from flows.procedure_publication import procedure_publication
from flows.procedure_review import procedure_review
from models import DecisionItem
from models.database import transaction
from models.publication_kinds import DecisionIssuer, ItemAct
from tests.support.flow_office import Office
from tests.support.sample_procedures import lay_decision, lay_procedure

pytestmark = [pytest.mark.prefect, pytest.mark.xdist_group("prefect")]

OPENING = date(2021, 3, 22)


def decide(office: Office, number: str, code: str) -> None:
    with transaction(office.engine) as session:
        signed_on = date(2021, 3, 19)
        row = lay_decision(session, number, signed_on, issuer=DecisionIssuer.MINISTRY)
        session.add(DecisionItem(decision_id=row.id or 0, code=code, act=ItemAct.NEW))
        lay_procedure(session, code, f"Thủ tục mẫu {code}", row, units=["so-y-te"])


def test_a_run_asks_for_what_a_ministry_decided_and_says_so(office: Office):
    decide(office, "12/QĐ-BỘ", "9.000001")

    state = procedure_review(as_of=OPENING, return_state=True)

    assert state.is_completed()
    said = "quyết định của bộ, ngành: giao 1 việc trình công bố, 1 việc chờ trình."
    assert state.message.endswith(said)

    decide(office, "13/QĐ-BỘ", "9.000002")
    message = follow_up(as_of=OPENING, return_state=True).message
    assert "giao 1 việc trình công bố, 2 việc chờ trình" in message


def test_the_publication_flow_holds_declarations_against_the_list(office: Office):
    procedure_publication(as_of=date(2021, 3, 15), duty="II.3.5", return_state=True)

    state = procedure_publication(as_of=date(2021, 4, 1), duty="II.3.5", return_state=True)

    assert state.is_completed()
    assert "đơn vị chưa tự khai khi hết hạn" in state.message
