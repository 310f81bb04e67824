"""A web server on this machine that stands for every host, each page with an answer of its own."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOST = "127.0.0.1"
ENDLESS = 1 << 40


@dataclass(frozen=True)
class Page:
    """An answer: its status, where it leads, and how much follows."""

    status: int = 200
    to: str = ""
    head: int | None = None
    """The status where only the head is asked for, if another."""
    size: int = 0
    silent: bool = False
    """It takes the question and never answers."""
    cut: bool = False
    """It ends the connection without an answer."""


@dataclass
class Pages:
    """What was asked of the server, and how much of an endless page it could send."""

    port: int
    asked: list[tuple[str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    at_once: Counter[str] = field(default_factory=Counter)
    most_at_once: Counter[str] = field(default_factory=Counter)
    sent: int = 0


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, pages: Mapping[str, Page]) -> None:
        super().__init__((HOST, 0), _Handler)
        self.pages = pages
        self.told = Pages(self.server_address[1])
        self.over = threading.Event()
        self.counting = threading.Lock()


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_HEAD(self) -> None:
        self.answer(is_head=True)

    def do_GET(self) -> None:
        self.answer(is_head=False)

    def answer(self, *, is_head: bool) -> None:
        host, told = self.headers["Host"], self.server.told
        with self.server.counting:
            told.asked.append((self.command, f"{host}{self.path}"))
            told.agents.add(self.headers["User-Agent"])
            told.at_once[host] += 1
            told.most_at_once[host] = max(told.most_at_once[host], told.at_once[host])
        page = self.server.pages.get(f"{host}{self.path}", Page(404))
        self.server.over.wait(0.01)  # so that others who ask meanwhile are counted beside it
        with self.server.counting:  # before the answer, behind which the next page may be asked for at once
            told.at_once[host] -= 1
        try:
            self.give(page, page.head if is_head and page.head else page.status, 0 if is_head else page.size)
        except OSError:  # whoever asked has gone
            self.close_connection = True

    def give(self, page: Page, status: int, left: int) -> None:
        if page.silent:
            self.server.over.wait(30)
        if page.silent or page.cut:
            self.close_connection = True
            return
        self.send_response(status)
        if page.to:
            self.send_header("Location", page.to)
        self.send_header("Content-Length", str(page.size))
        self.end_headers()
        while left > 0 and not self.server.over.is_set():
            self.server.told.sent += self.wfile.write(b"x" * 65536)
            left -= 65536

    def log_message(self, format: str, *args: object) -> None:
        return


@contextmanager
def serving(pages: Mapping[str, Page]) -> Iterator[Pages]:
    """Serve pages by their addresses without the scheme: `gazette.example/a`. What is not there is not found."""
    server = _Server(pages)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server.told
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    assert isinstance(port, int)
    return port
