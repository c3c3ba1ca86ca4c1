"""`dondoc serve`: the portal."""

from __future__ import annotations

import socket
from argparse import Namespace

import uvicorn

from dondoc.cli.ledger import open_ledger
from dondoc.portal.app import create_app
from dondoc.problems import Problem, Refused


def serve(arguments: Namespace) -> int:
    """Serves until it is stopped; refuses to start over a ledger of another revision."""
    _refuse_used_port(arguments.host, arguments.port)
    ledger = open_ledger()
    app = create_app(ledger.settings, rulebook=ledger.rulebook)
    uvicorn.run(app, host=arguments.host, port=arguments.port)
    return 0


def _refuse_used_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError:
        wanted = "không nghe được ở cổng này, có thể đang có chương trình khác dùng; hãy đổi --port"
        raise Refused(Problem("--port", f"{host}:{port}", wanted)) from None
