"""Whether Prefect and the portal answer, asked of real servers on this machine's own ports."""

from __future__ import annotations

import socket

import pytest

from dondoc.operations.portal_health import portal_answers
from dondoc.operations.prefect_health import prefect_answers, prefect_health_url


@pytest.mark.parametrize(
    ("status", "body", "well"),
    [(200, b"true", True), (200, b"<h1>Bao tri</h1>", False), (503, b"true", False)],
)
def test_only_its_own_word_counts(says, status, body, well):
    assert well is prefect_answers(f"{says(status, body)}/api/health")


def test_who_refuses_the_line_or_says_nothing_does_not_answer():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert not prefect_answers(f"http://127.0.0.1:{port}/api/health", seconds=0.2)
    assert not prefect_answers(f"http://127.0.0.1:{port}/api/health")


def test_it_is_asked_where_this_process_finds_it_else_behind_its_pages(settings, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "https://chay.tinh.example/api/")
    assert "https://chay.tinh.example/api/health" == prefect_health_url(settings)

    monkeypatch.delenv("PREFECT_API_URL")
    assert "http://127.0.0.1:4450/api/health" == prefect_health_url(settings)


@pytest.mark.parametrize(
    ("status", "body", "well"),
    [
        (200, b'{"status":"ok"}', True),
        (200, b"<h1>Bao tri</h1>", False),
        (502, b'{"status":"ok"}', False),
    ],
)
def test_a_page_of_the_proxy_is_not_the_portal(says, settings, status, body, well):
    there = settings.model_copy(update={"base_url": says(status, body)})

    assert well is portal_answers(there)
