"""A refused input leaves words in a run's log; only a fault of the machine leaves a traceback."""

from __future__ import annotations

import logging
import sys

from prefect.exceptions import FailedRun, ParameterTypeError

from flows.ending import without_traceback


def _record(fault: Exception) -> logging.LogRecord:
    try:
        raise fault
    except type(fault):
        info = sys.exc_info()
    return logging.LogRecord(
        "prefect.flow_runs", logging.ERROR, __file__, 1, "Engine exited", (), info
    )


def test_a_refused_parameter_is_said_in_one_line():
    record = _record(ParameterTypeError("Flow run received invalid parameters:\n - as_of: Sai."))

    assert without_traceback(record)
    assert ("Tham số không hợp lệ. as_of: Sai.", None) == (record.getMessage(), record.exc_info)


def test_a_state_that_the_flow_returned_is_not_logged_twice():
    assert not without_traceback(_record(FailedRun("Đơn vị: không có")))


def test_a_fault_keeps_its_traceback():
    record = _record(ZeroDivisionError("division by zero"))

    assert without_traceback(record)
    assert record.exc_info is not None


def test_the_log_of_runs_is_listened_to():
    assert without_traceback in logging.getLogger("prefect.flow_runs").filters
