"""How a run ends: its figure in the list of runs, its sentence in the message and the log."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.exceptions import FailedRun, ParameterTypeError
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed

from dondoc.delivery.operating.run_alarm import OUT_OF_TIME

_KEPT = "Những gì đã ghi vẫn còn; lượt sau làm tiếp phần còn lại."


def done(figure: str, sentence: str) -> State[None]:
    """The run did its work, even if units are late. The list of runs shows `figure`."""
    get_run_logger().info(sentence)
    return Completed(name=figure, message=sentence)


def refused(figure: str, sentences: Sequence[str]) -> State[None]:
    """What a person entered makes no sense: said plainly, and nothing was written."""
    for sentence in sentences:
        get_run_logger().error(sentence)
    return Failed(name=figure, message="\n".join(sentences))


def out_of_time() -> State[None]:
    """The run's limit is over: it is broken off, and the next one makes up for it."""
    running = FlowRunContext.get()
    seconds = running.flow.timeout_seconds if running and running.flow else None
    sentence = f"Chưa xong trong {_span(seconds or 0)} cho phép nên đã dừng. {_KEPT}"
    get_run_logger().error(sentence)
    return Failed(name=OUT_OF_TIME, message=sentence)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{rest} giây" if not minutes else f"{minutes} phút"


def without_traceback(record: logging.LogRecord) -> bool:
    """Keep the engine's traceback out of the log of a run whose input was refused.

    The engine raises a Failed state again when the run is over, and logs where; to the person who
    typed something wrong the words are enough. A fault of the machine keeps its traceback.
    """
    fault = record.exc_info[1] if record.exc_info else None
    if isinstance(fault, FailedRun):
        return False  # `refused` has said it
    if isinstance(fault, ParameterTypeError):
        said = [line.strip(" -") for line in str(fault).splitlines()[1:]]
        record.msg, record.args = f"Tham số không hợp lệ. {'; '.join(said)}", ()
        record.exc_info = record.exc_text = None
    return True


logging.getLogger("prefect.flow_runs").addFilter(without_traceback)
