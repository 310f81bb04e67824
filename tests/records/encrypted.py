"""TLS before a PostgreSQL that has none: certificates made for a test, and a server that takes the encryption off."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

SSL_REQUEST = bytes.fromhex("0000000804d2162f")
"""https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-SSLREQUEST"""
HANDSHAKE = 0x16
BLOCK = 1 << 16


@dataclass(frozen=True)
class Certificates:
    """An authority, and what it has signed: for a server named localhost, and for a client."""

    folder: Path

    @property
    def authority(self) -> Path:
        return self.folder / "authority.crt"

    def of(self, name: str) -> tuple[Path, Path]:
        return self.folder / f"{name}.crt", self.folder / f"{name}.key"


def certificates(folder: Path) -> Certificates:
    """Made with OpenSSL's own program; the test is skipped where there is none."""
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here that could make certificates")
    made = Certificates(folder)
    _openssl(
        folder,
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout authority.key -out authority.crt",
    )
    (folder / "names").write_text("subjectAltName=DNS:localhost\n")
    for name in ("server", "client"):
        _openssl(folder, f"req -newkey rsa:2048 -nodes -subj /CN={name} -keyout {name}.key -out {name}.csr")
        _openssl(
            folder,
            f"x509 -req -days 2 -in {name}.csr -CA authority.crt -CAkey authority.key -CAcreateserial"
            f" -extfile names -out {name}.crt",
        )
    return made


def _openssl(folder: Path, arguments: str) -> None:
    subprocess.run(["openssl", *arguments.split()], cwd=folder, check=True, capture_output=True)


@asynccontextmanager
async def encrypted(socket: str, made: Certificates, *, of_clients: bool = False) -> AsyncIterator[int]:
    """The port of a server that speaks TLS and passes everything on; with `of_clients` it asks for their certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=made.authority)
    context.load_cert_chain(*made.of("server"))
    context.set_alpn_protocols(["postgresql"])
    context.verify_mode = ssl.CERT_REQUIRED if of_clients else ssl.CERT_NONE
    tasks: set[asyncio.Task[None]] = set()

    async def serve(client: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())  # type: ignore[arg-type]  # it is one
        try:
            if await client.readexactly(len(SSL_REQUEST)) != SSL_REQUEST:
                return  # it would go on without encryption
            back.write(b"S")
            await back.start_tls(context)
            server, forth = await asyncio.open_unix_connection(socket)
            await asyncio.gather(_pass_on(client, forth), _pass_on(server, back))
        except (OSError, EOFError):
            return
        finally:
            back.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield int(listening.sockets[0].getsockname()[1])
    finally:
        listening.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _pass_on(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    while block := await source.read(BLOCK):
        target.write(block)
        await target.drain()
    target.close()
