"""Why an address could not be opened, in a few words for a person."""

from __future__ import annotations

import socket

import aiohttp

from bot.moderating.links.reach import NotPublicError

FAILURES = (TimeoutError, NotPublicError, aiohttp.ClientError, ValueError)
"""All that opening an address raises; ValueError of an address on the way that is none."""
_NO_SUCH_HOST = frozenset(
    getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name)
)


def no_such_host(error: Exception) -> bool:
    """Whether no name server knows the host."""
    return (
        isinstance(error, aiohttp.ClientConnectorDNSError)
        and not isinstance(error.os_error, NotPublicError)
        and error.os_error.errno in _NO_SUCH_HOST
    )


def answered(error: Exception) -> bool:
    """Whether a server had answered before it failed."""
    return not isinstance(error, TimeoutError | aiohttp.ClientConnectorError)


def why(error: Exception, patience: float) -> str:
    """`error` is one of FAILURES; `patience` the seconds that were waited."""
    match error:
        case TimeoutError():
            return f"no answer within {patience:g} seconds"
        case aiohttp.ClientConnectorDNSError() if isinstance(error.os_error, NotPublicError):
            return "leads into a private network, and was not opened"
        case aiohttp.ClientConnectorDNSError() if no_such_host(error):
            return "its host does not exist any more"
        case aiohttp.ClientConnectorDNSError():
            return "its host could not be looked up"
        case NotPublicError():
            return "leads to what is no public page, and was not opened"
        case aiohttp.ClientConnectorCertificateError():
            return "its certificate is not valid"
        case aiohttp.ClientConnectorError():
            return "no connection to its host"
    return "its answer could not be understood"
