"""The address at which the Prefect server reports a run: its token, its words, nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from dondoc.delivery.operating.run_alarm import hook_url
from models import Account, Message
from models.database import transaction
from models.kinds import AccountRole
from tests.support.portal import Portal

SAID = {"run": "Phát hành 08:00", "id": "", "state": "Failed", "message": "hỏng ⟦1⟧"}


@pytest.fixture
def path(portal: Portal) -> str:
    with transaction(portal.engine) as session:
        role = AccountRole.ADMINISTRATOR
        session.add(Account(name="An", address="an@x.example", unit_code="so-noi-vu", role=role))
    return hook_url(portal.settings).removeprefix(portal.settings.base_url)


def _messages(portal: Portal) -> list[Message]:
    with transaction(portal.engine, write=False) as session:
        return [one for one in session.exec(select(Message)) if one.key.startswith("su-co|")]


def test_a_storm_is_one_mail(portal: Portal, path: str):
    answers = [portal.client.post(path, json=SAID).status_code for _ in range(5)]

    assert [204] * 5 == answers
    [message] = _messages(portal)
    assert "hỏng [1]" in message.text


def test_another_token_and_another_method_do_nothing(portal: Portal, path: str):
    assert 404 == portal.client.post("/moc-bao/" + "a" * 32, json=SAID).status_code
    assert 404 == portal.client.post("/moc-bao/ữ", json=SAID).status_code
    assert 405 == portal.client.get(path).status_code
    assert [] == _messages(portal)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"run": ""}', b"\xff"])
def test_a_report_that_names_no_run_is_refused(portal: Portal, path: str, body: Any):
    assert 422 == portal.client.post(path, content=body).status_code
    assert [] == _messages(portal)
