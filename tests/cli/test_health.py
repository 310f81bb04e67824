"""`strikebot health` where there is nothing to ask; tests/standin asks a running bot."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import Run


def test_without_a_port_there_is_nobody_to_ask(run: Run) -> None:
    ended = run("health", env={"HTTP_PORT": ""})

    assert ended.exit_code == 1
    assert ended.stderr == "HTTP_PORT is not set, so there is nothing to ask.\n"


def test_where_nobody_listens_it_is_not_well(run: Run) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        ended = run("health", env={"HTTP_PORT": str(free.getsockname()[1])})

    assert ended.exit_code == 1
    assert "The bot does not answer on port" in ended.stderr


def test_an_answer_that_is_not_the_bots_is_not_well(run: Run) -> None:
    import http.server
    import threading

    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<html>")

        def log_message(self, format: str, *args: object) -> None:
            """Not into the output of the tests."""

    with http.server.HTTPServer(("127.0.0.1", 0), Other) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        ended = run("health", env={"HTTP_PORT": str(server.server_port)})
        thread.join(5)

    assert ended.exit_code == 1
