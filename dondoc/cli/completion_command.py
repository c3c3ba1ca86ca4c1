"""`dondoc completion`: the script by which a shell completes our commands, options and values."""

from __future__ import annotations

import click

from dondoc.cli import option_values as values
from dondoc.cli.command import argument, command

SHELLS = ("bash", "zsh")


@command(
    "completion",
    "in đoạn mã để bash hoặc zsh tự điền lệnh, tùy chọn và giá trị",
    'Bật trong phiên này: eval "$(dondoc completion bash)".',
)
@argument("shell", "SHELL", "bash hoặc zsh", type=values.Word(*SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    from click.shell_completion import ShellComplete, get_completion_class

    from dondoc.cli.root_command import COMPLETING, PROGRAM

    kind = get_completion_class(shell)
    assert kind is not None
    asked = kind(context.find_root().command, {}, PROGRAM, COMPLETING)
    print(ShellComplete.source(asked))  # not bash's own, which asks its version in English
    return 0
