"""The addresses of hosted databases, as they are copied from their pages: each against a real PostgreSQL."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import make_url, text

from bot.records.database import Database
from bot.records.errors import RecordsAwayError
from tests.records.encrypted import Certificates, certificates, encrypted

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncConnection


async def ask(connection: AsyncConnection, query: str) -> Any:  # noqa: ANN401
    return (await connection.execute(text(query))).scalar()


async def used(url: str, query: str = "SELECT count(*) FROM questions") -> Any:  # noqa: ANN401
    """Open the records, and ask the same four times over, in transactions of their own."""
    database = Database(url)
    try:
        await database.open()
        return {await database.read(ask, query) for _ in range(4)}.pop()
    finally:
        await database.close()


@pytest.mark.parametrize(
    "options",
    [
        "statement_cache_size=0",
        "prepared_statement_cache_size=0",
        "statement_cache_size=0&prepared_statement_cache_size=0",
        "statement_cache_size=100&prepared_statement_cache_size=500",
        "pgbouncer=true",
        "pgbouncer=true&connection_limit=1&pool_timeout=0&statement_cache_size=5",
        "supa=base-pooler.x&sslmode=prefer",
        "sslmode=disable",
        "sslmode=allow&connect_timeout=10&application_name=x&keepalives=1&keepalives_idle=30&tcp_user_timeout=9",
        "connect_timeout=0",
        "channel_binding=prefer&gssencmode=disable&sslsni=1&client_encoding=UTF8&uselibpqcompat=true",
        "target_session_attrs=read-write",
        "target_session_attrs=primary",
        "ssl=false&schema=public",
    ],
)
async def test_the_options_of_hosted_databases_work(postgres_url: str, options: str) -> None:
    assert await used(f"{postgres_url}&{options}") == 0


@pytest.mark.parametrize(
    ("option", "query", "expected"),
    [
        ("application_name=strike%20bot", "SELECT current_setting('application_name')", "strike bot"),
        ("options=-c%20statement_timeout%3D7s", "SELECT current_setting('statement_timeout')", "7s"),
        ("options=-csearch_path%3Dpublic%20-c%20geqo%3Doff", "SELECT current_setting('geqo')", "off"),
    ],
)
async def test_what_the_server_is_to_know_reaches_it(
    postgres_url: str, option: str, query: str, expected: str
) -> None:
    assert await used(f"{postgres_url}&{option}", query) == expected


@pytest.mark.parametrize("option", ["pgbouncer=true", "statement_cache_size=0"])
async def test_behind_a_pooler_no_statement_stays_prepared(postgres_url: str, option: str) -> None:
    names = "SELECT count(*) FROM pg_prepared_statements WHERE statement NOT LIKE '%pg_prepared_statements%'"

    assert await used(f"{postgres_url}&{option}", names) == 0


async def test_what_changes_nothing_is_said(postgres_url: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await used(f"{postgres_url}&channel_binding=require&keepalives=1")

    assert "DATABASE_URL: channel_binding, keepalives changes nothing here, and is left out" in caplog.text


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates(tmp_path_factory.mktemp("certificates"))


def socket_of(url: str) -> str:
    host = make_url(url).query.get("host")
    if not isinstance(host, str) or not host.startswith("/"):
        pytest.skip("the server of TEST_DATABASE_URL has no socket that could be put behind TLS")
    return f"{host}/.s.PGSQL.5432"


def encrypted_url(url: str, port: int, options: str) -> str:
    return (
        make_url(url).set(host="localhost", port=port, query={}).render_as_string(hide_password=False)
        + options
    )


@pytest.mark.parametrize(
    "options",
    [
        "",
        "?sslmode=require",
        "?sslmode=require&channel_binding=require",
        "?ssl=true",
        "?sslmode=no-verify",
        "?sslmode=require&sslrootcert={authority}",
        "?sslmode=verify-ca&sslrootcert={authority}",
        "?sslmode=verify-full&sslrootcert={authority}&options=-c%20geqo%3Doff",
    ],
)
async def test_a_server_that_speaks_tls_is_used(postgres_url: str, made: Certificates, options: str) -> None:
    async with encrypted(socket_of(postgres_url), made) as port:
        assert await used(encrypted_url(postgres_url, port, options.format(authority=made.authority))) == 0


@pytest.mark.parametrize(
    "options",
    ["?sslmode=verify-full", "?sslmode=verify-ca", "?sslrootcert=system", "?sslmode=verify-full&sslrootcert={client}"],
)  # fmt: skip
async def test_a_server_whose_certificate_nobody_vouches_for_is_not_used(
    postgres_url: str, made: Certificates, options: str
) -> None:
    async with encrypted(socket_of(postgres_url), made) as port:
        with pytest.raises(RecordsAwayError) as caught:
            await used(encrypted_url(postgres_url, port, options.format(client=made.of("client")[0])))

    assert "certificate verify failed" in caught.value.reason


async def test_a_server_of_another_name_is_used_unless_its_name_counts(
    postgres_url: str, made: Certificates
) -> None:
    async with encrypted(socket_of(postgres_url), made) as port:
        url = encrypted_url(postgres_url, port, f"?sslrootcert={made.authority}").replace(
            "localhost", "127.0.0.1"
        )
        assert await used(f"{url}&sslmode=verify-ca") == 0
        with pytest.raises(RecordsAwayError):
            await used(f"{url}&sslmode=verify-full")


async def test_the_bots_own_certificate_is_shown(postgres_url: str, made: Certificates) -> None:
    cert, key = made.of("client")
    async with encrypted(socket_of(postgres_url), made, of_clients=True) as port:
        url = encrypted_url(postgres_url, port, f"?sslmode=verify-full&sslrootcert={made.authority}")
        assert await used(f"{url}&sslcert={cert}&sslkey={key}") == 0
        with pytest.raises(RecordsAwayError):
            await used(url)


async def test_of_several_servers_one_that_answers_is_used(postgres_url: str, made: Certificates) -> None:
    async with encrypted(socket_of(postgres_url), made) as port:
        url = encrypted_url(postgres_url, port, "?sslmode=require&target_session_attrs=primary")
        several = url.replace(f"localhost:{port}", f"localhost:1,localhost:{port}")

        assert several != url
        assert await used(several) == 0


def test_a_key_that_nobody_can_open_is_refused_without_asking(made: Certificates, tmp_path: Path) -> None:
    """OpenSSL would ask for the password at the terminal."""
    from bot.records.errors import DatabaseUrlError
    from tests.records.encrypted import _openssl

    cert, key = made.of("client")
    _openssl(made.folder, f"rsa -aes256 -passout pass:strike -in {key} -out {tmp_path / 'locked.key'}")

    with pytest.raises(DatabaseUrlError, match="sslcert and sslkey"):
        Database(f"postgres://db/x?sslcert={cert}&sslkey={tmp_path / 'locked.key'}")
    Database(f"postgres://db/x?sslcert={cert}&sslkey={tmp_path / 'locked.key'}&sslpassword=strike")
