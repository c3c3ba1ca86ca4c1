"""A worker that is asked for JSON: its runs' lines are as the other programs', and as discreet."""

from __future__ import annotations

import json
import logging
from logging.config import dictConfig

import pytest
from prefect.logging.configuration import DEFAULT_LOGGING_SETTINGS_PATH, load_logging_config

from deployments.worker import RUNS_IN_JSON


def test_a_line_of_a_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in RUNS_IN_JSON.items():
        monkeypatch.setenv(name, value)
    asked = load_logging_config(DEFAULT_LOGGING_SETTINGS_PATH)
    assert "json" == asked["handlers"]["console"]["formatter"]
    to_stderr = {"class": "logging.StreamHandler", "formatter": "json"}
    dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": asked["formatters"]["json"]},
            "handlers": {"here": to_stderr},
            "loggers": {"lượt-chạy": {"handlers": ["here"], "level": "INFO", "propagate": False}},
        }
    )

    logger = logging.getLogger("lượt-chạy")
    logger.info("Gửi tới %s", "an@so.example", extra={"flow_run_name": "Phát hành 08:00"})

    line = json.loads(capsys.readouterr().err)
    assert ("INFO", "Phát hành 08:00") == (line["level"], line["run"])
    assert {"at", "level", "from", "said", "run"} == set(line)
    assert "an@" not in line["said"]
