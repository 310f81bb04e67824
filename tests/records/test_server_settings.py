"""What servers have set: one row a server, replaced, forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.records.servers import Server

if TYPE_CHECKING:
    from bot.records.store import Records

LARGEST = 2**63 - 1
"""The largest id that Discord can give."""


async def test_what_a_server_has_set_is_kept_and_replaced(records: Records) -> None:
    await records.servers.keep(
        Server(guild=LARGEST, strike="lamp-2025", channels=(LARGEST, 5), language="es")
    )
    await records.servers.keep(Server(guild=7, private=True))
    assert await records.servers.every() == [
        Server(guild=7, private=True),
        Server(guild=LARGEST, strike="lamp-2025", channels=(LARGEST, 5), language="es"),
    ]
    await records.servers.keep(Server(guild=7, channels=(3,)))
    assert (await records.servers.every())[0] == Server(guild=7, channels=(3,))


async def test_what_is_forgotten_leaves_the_others(records: Records) -> None:
    await records.servers.keep(Server(guild=1, language="en"))
    await records.servers.keep(Server(guild=2))
    assert await records.servers.drop(1)
    assert not await records.servers.drop(1)
    assert await records.servers.every() == [Server(guild=2)]
