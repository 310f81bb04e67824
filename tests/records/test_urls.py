"""The address of the database: as operators write it, and as the drivers need it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.errors import StrikebotError
from bot.records.errors import DatabaseUrlError
from bot.records.store import Records
from bot.records.urls import default_url, driver_url


def test_the_default_is_a_file_in_the_state_folder() -> None:
    assert default_url(Path("/var/lib/strikebot")) == "sqlite:////var/lib/strikebot/records.sqlite3"
    assert default_url(Path("state")) == "sqlite:///state/records.sqlite3"


@pytest.mark.parametrize("folder", ["a b", "50%", "q?x=1", "ü#"])
def test_the_default_names_the_file_in_whatever_folder(folder: str) -> None:
    assert driver_url(default_url(Path(folder))).database == f"{folder}/records.sqlite3"


@pytest.mark.parametrize(
    ("written", "needed"),
    [
        ("sqlite:///records.sqlite3", "sqlite+aiosqlite:///records.sqlite3"),
        (" sqlite:////data/records.sqlite3\n", "sqlite+aiosqlite:////data/records.sqlite3"),
        ("postgresql://bot:pw@db:5433/records", "postgresql+asyncpg://bot:pw@db:5433/records"),
        ("postgres://bot@db/records", "postgresql+asyncpg://bot@db/records"),
        ("postgres://db/records?sslmode=prefer&pgbouncer=true", "postgresql+asyncpg://db/records"),
        (
            "postgres://bot:pw@one:5433,two/records?sslmode=prefer",
            "postgresql+asyncpg://bot:pw@/records?host=one%3A5433&host=two%3A5432",
        ),
        ("postgresql:///records?host=/run/pg", "postgresql+asyncpg:///records?host=%2Frun%2Fpg"),
    ],
)
def test_an_address_gets_the_driver_that_does_not_block(written: str, needed: str) -> None:
    assert driver_url(written).render_as_string(hide_password=False) == needed


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://bot:secret@db/records", "found “mysql://”, expected sqlite:///FILE, or postgresql:// with user, "
         "password, host and database"),
        ("secret", "found something else, expected sqlite:///FILE, or postgresql:// with user, password, host "
         "and database"),
        ("postgresql://bot:secret@db:port/records", "found something else, expected sqlite:///FILE, or postgresql:// "
         "with user, password, host and database"),
        ("sqlite://", "found a database that is not a plain file, expected sqlite:///FILE"),
        ("sqlite:///:memory:", "found a database that is not a plain file, expected sqlite:///FILE"),
        ("sqlite:///file?mode=ro", "found a database that is not a plain file, expected sqlite:///FILE"),
        ("postgres://bot:secret@db/x?sslmode=require&timeout=9", "found the option “timeout”, expected none but "
         "application_name, channel_binding, client_encoding, connect_timeout, connection_limit, gssencmode, host, "
         "keepalives, keepalives_count, keepalives_idle, keepalives_interval, load_balance_hosts, options, pgbouncer, "
         "pool_max_conns, pool_size, pool_timeout, port, prepared_statement_cache_size, schema, socket_timeout, ssl, "
         "sslcert, sslcompression, sslkey, sslmode, sslnegotiation, sslpassword, sslrootcert, sslsni, "
         "statement_cache_size, supa, target_session_attrs, tcp_user_timeout, uselibpqcompat"),
        ("postgres://db/x?user=bot&password=secret", "found the option “password”, expected none but application_name"),
        ("postgres://db/x?sslmode=sure", "found “sure” for sslmode, expected disable or allow or prefer or require or "
         "verify-ca or verify-full"),
        ("postgres://db/x?statement_cache_size=many", "found “many” for statement_cache_size, expected a whole number"),
        ("postgres://db/x?statement_cache_size=-1", "found “-1” for statement_cache_size, expected a whole number"),
        ("postgres://db/x?prepared_statement_cache_size=٣", "found “٣” for prepared_statement_cache_size, expected a whole"),
        ("postgres://db/x?connect_timeout=soon", "found “soon” for connect_timeout, expected a whole number"),
        ("postgres://db/x?pgbouncer=maybe", "found “maybe” for pgbouncer, expected true or 1 or yes or false or 0 or no"),
        ("postgres://db/x?target_session_attrs=standby", "found “standby” for target_session_attrs, expected any or "
         "primary or read-write"),
        ("postgres://db/x?sslnegotiation=now", "found “now” for sslnegotiation, expected postgres or direct"),
        ("postgres://db/x?gssencmode=require", "found “require” for gssencmode, expected disable or prefer"),
        ("postgres://db/x?schema=strike", "found “strike” for schema, expected public"),
        ("postgres://db/x?sslmode=verify-full&sslrootcert=/none.pem", "found “/none.pem” for sslrootcert, which cannot be "
         "used (No such file or directory), expected the path of a file in PEM form that the bot may read"),
        (f"postgres://db/x?sslmode=verify-ca&sslrootcert={__file__}", f"found “{__file__}” for sslrootcert, which cannot be "
         "used (NO_CERTIFICATE_OR_CRL_FOUND)"),
        ("postgres://db/x?sslcert=/none.crt&sslkey=/none.key", "found “/none.crt” for sslcert and sslkey, which cannot be "
         "used (No such file or directory)"),
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_used_is_named_without_its_password(url: str, message: str) -> None:
    with pytest.raises(DatabaseUrlError) as caught:
        Records(url, SystemClock())

    assert str(caught.value).startswith(f"DATABASE_URL: {message}")
    assert "secret" not in str(caught.value)
    assert isinstance(caught.value, StrikebotError)
