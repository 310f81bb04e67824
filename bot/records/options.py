"""What stands behind the ? of the address of a PostgreSQL server, in the terms of its driver.

Hosted databases append what libpq, Prisma or JDBC understand: it is translated, left out where nothing is lost, or refused.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from bot.records.errors import DatabaseUrlError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SSL_MODES: Final = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
"""https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION"""
ALSO = {"true": "require", "1": "require", "false": "disable", "0": "disable", "no-verify": "require"}
"""What JDBC and Node call these modes."""
SYSTEM = "system"
"""As sslrootcert: the authorities that the system trusts."""
SESSIONS = ("any", "primary", "read-write")
"""The others would be servers that the records cannot be written to."""
TRUTHS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
LONGEST_WAIT = 60
"""Seconds that a connection may take at most."""
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "channel_binding": (),  # the driver has none; sslmode=verify-full proves the server as well
    "client_encoding": ("utf8", "utf-8", "auto"),
    "connection_limit": (),
    "gssencmode": ("disable", "prefer"),
    "keepalives": (),
    "keepalives_count": (),
    "keepalives_idle": (),
    "keepalives_interval": (),
    "load_balance_hosts": (),
    "pool_max_conns": (),
    "pool_size": (),
    "pool_timeout": (),
    "schema": ("public",),
    "socket_timeout": (),
    "sslcompression": (),
    "sslsni": (),
    "supa": (),
    "tcp_user_timeout": (),
    "uselibpqcompat": (),
}
"""Options that change nothing here, with the values that they may have, any where none is named."""
HOSTS = frozenset({"host", "port"})


def arguments(options: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The arguments of the driver's `connect`, and the options that were left out; DatabaseUrlError names one that
    cannot be had."""
    found: dict[str, Any] = {}
    left_out = [name for name in options if name in LEFT_OUT]
    for name in left_out:
        _one_of(name, options[name].lower(), LEFT_OUT[name])
    if unknown := sorted(options.keys() - LEFT_OUT.keys() - TRANSLATED.keys()):
        known = ", ".join(sorted({*HOSTS, *LEFT_OUT, *TRANSLATED}))
        raise DatabaseUrlError(f"the option “{unknown[0][:60]}”", f"none but {known}")
    for name, translate in TRANSLATED.items():
        if name in options:
            translate(found, name, options[name])
    return found | _encrypted(options), left_out


def _setting(found: dict[str, Any], name: str, value: str) -> None:
    found.setdefault("server_settings", {})[name] = value


def _session(found: dict[str, Any], name: str, value: str) -> None:
    found[name] = _one_of(name, value, SESSIONS)


def _size(found: dict[str, Any], name: str, value: str) -> None:
    found[name] = _number(name, value)
    if name == "statement_cache_size" and not found[name]:
        found.setdefault("prepared_statement_cache_size", 0)
        found["prepared_statement_name_func"] = _unique


def _timeout(found: dict[str, Any], name: str, value: str) -> None:
    if seconds := _number(name, value):  # 0 is for ever, which nothing here waits
        found["timeout"] = min(seconds, LONGEST_WAIT)


def _pooled(found: dict[str, Any], name: str, value: str) -> None:
    """A pooler hands each transaction to another connection, which knows nothing of what was prepared on the one before."""
    if TRUTHS[_one_of(name, value.lower(), tuple(TRUTHS))]:
        found |= {"statement_cache_size": 0, "prepared_statement_cache_size": 0}
        found["prepared_statement_name_func"] = _unique


def _negotiation(found: dict[str, Any], name: str, value: str) -> None:
    found["direct_tls"] = _one_of(name, value, ("postgres", "direct")) == "direct"


def _with_others(_found: dict[str, Any], _name: str, _value: str) -> None:
    """Those of encryption only say something together: `_encrypted`."""


TRANSLATED: Mapping[str, Callable[[dict[str, Any], str, str], None]] = {
    "application_name": _setting,
    "connect_timeout": _timeout,
    "options": _setting,
    "prepared_statement_cache_size": _size,
    "ssl": _with_others,
    "sslcert": _with_others,
    "sslkey": _with_others,
    "sslmode": _with_others,
    "sslnegotiation": _negotiation,
    "sslpassword": _with_others,
    "sslrootcert": _with_others,
    "statement_cache_size": _size,
    "target_session_attrs": _session,
    "pgbouncer": _pooled,  # the last, so that it wins
}


def _encrypted(options: Mapping[str, str]) -> dict[str, Any]:
    """As libpq does it, but without looking into the home folder; verified against the system's authorities where no file
    of them is named."""
    root, cert = options.get("sslrootcert"), options.get("sslcert")
    written = options.get("sslmode") or options.get("ssl")
    mode = written and _one_of("sslmode", ALSO.get(written.lower(), written.lower()), SSL_MODES)
    if root == SYSTEM:
        mode = "verify-full"
    elif root and mode in (None, "require"):
        mode = "verify-ca"
    elif cert and mode is None:
        mode = "require"
    if mode is None or SSL_MODES.index(mode) < SSL_MODES.index("require"):
        return {"ssl": mode} if mode else {}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_alpn_protocols(["postgresql"])
    context.check_hostname = mode == "verify-full"
    if mode == "require":
        context.verify_mode = ssl.CERT_NONE
    elif root is None or root == SYSTEM:
        context.load_default_certs()
    else:
        _load("sslrootcert", root, lambda: context.load_verify_locations(root))
    if cert:
        key, password = options.get("sslkey"), options.get("sslpassword", "")
        _load("sslcert and sslkey", cert, lambda: context.load_cert_chain(cert, key, lambda: password))
    return {"ssl": context}


def _load(name: str, path: str, load: Callable[[], None]) -> None:
    try:
        load()
    except (OSError, ValueError) as error:
        reason = error.reason if isinstance(error, ssl.SSLError) else getattr(error, "strerror", None)
        raise DatabaseUrlError(
            f"“{path[:200]}” for {name}, which cannot be used ({reason or type(error).__name__})",
            "the path of a file in PEM form that the bot may read",
        ) from None


def _number(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 7):
        raise DatabaseUrlError(f"“{value[:60]}” for {name}", "a whole number")
    return int(value)


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    """`value` where it is known, or where any is."""
    if known and value not in known:
        raise DatabaseUrlError(f"“{value[:60]}” for {name}", " or ".join(known))
    return value


def _unique() -> str:
    """The name of a prepared statement that no other process has given to its own behind the same pooler."""
    return f"strikebot_{uuid4()}"
