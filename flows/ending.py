"""How a run ends: its figure in the list of runs, its sentence in the message and the log."""

from __future__ import annotations

from collections.abc import Sequence

from prefect.client.schemas.objects import State
from prefect.logging import get_run_logger
from prefect.states import Completed, Failed


def done(figure: str, sentence: str) -> State[None]:
    """The run did its work, whoever may be late. The list of runs shows `figure`."""
    get_run_logger().info(sentence)
    return Completed(name=figure, message=sentence)


def refused(figure: str, sentences: Sequence[str]) -> State[None]:
    """What a person entered makes no sense: said plainly, and nothing was written."""
    for sentence in sentences:
        get_run_logger().error(sentence)
    return Failed(name=figure, message="\n".join(sentences))
