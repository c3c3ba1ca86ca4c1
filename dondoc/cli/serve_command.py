"""`dondoc serve`: the portal."""

from __future__ import annotations

import logging
from contextlib import suppress

from dondoc.cli import option_values as values
from dondoc.cli.command import command, option
from dondoc.limits import LOOPBACK
from dondoc.problems import Problem, Refused


@command("serve", "chạy cổng cho đơn vị và cơ quan theo dõi")
@option("--host", default="127.0.0.1", metavar="MÁY", said="địa chỉ nghe; mặc định 127.0.0.1")
@option("--port", type=values.PORT, default=8450, metavar="CỔNG", said="cổng; mặc định 8450")
def serve(host: str, port: int) -> int:
    """Serves until it is stopped; refuses to start over a ledger of another revision."""
    from dondoc import clock
    from dondoc.cli.open_ledger import open_ledger
    from dondoc.operations.log_lines import log_lines
    from dondoc.operations.setting_notes import unproven_senders
    from dondoc.operations.watchman import start_watching
    from dondoc.portal.app import create_app
    from dondoc.portal.web_server import spare_the_collector, web_server
    from dondoc.settings import load_settings

    if load_settings().demo:
        _refuse_other_hosts(host)
    _refuse_used_port(host, port)
    installation = open_ledger()
    log_lines(installation.settings.log)
    if unproven := unproven_senders(installation.settings):
        logging.getLogger(__name__).warning("Lưu ý: %s.", unproven)
    app = create_app(installation.settings, rulebook=installation.rulebook)
    server = web_server(app, host, port)
    spare_the_collector()
    watching = start_watching(installation, clock.now)
    with suppress(KeyboardInterrupt):
        server.run()
    watching.set()
    return 0


def _refuse_other_hosts(host: str) -> None:
    """The demo shows everybody's mail with its links: it is for this machine alone."""
    if host not in LOOPBACK:
        wanted = (
            "bản trình diễn cho ai mở được cũng đọc mọi thư, chỉ chạy ở chính máy này; hãy bỏ"
            " --host, hoặc bỏ DONDOC_DEMO"
        )
        raise Refused(Problem("--host", host, wanted))


def _refuse_used_port(host: str, port: int) -> None:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError:
        wanted = "không nghe được ở cổng này, có thể đang có chương trình khác dùng; hãy đổi --port"
        raise Refused(Problem("--port", f"{host}:{port}", wanted)) from None
