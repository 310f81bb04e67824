"""A source from the address of its page: read where that is allowed, else by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.discord_app.delivery.deliver import defer
from bot.discord_app.kb.phrases import KB
from bot.discord_app.text.markup import escaped
from bot.moderating.forms import Filled, begin
from bot.moderating.forms.engine import addresses
from bot.moderating.pages.fetch_page import UnreadPageError
from bot.moderating.works import Add

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import discord

    from bot.discord_app.kb.workbench import Workbench
    from bot.moderating.pages.form_values import Filling
    from bot.moderating.pages.page_reader import PageReader


async def add_from_page(
    bench: Workbench, pages: PageReader | None, interaction: discord.Interaction[Any], address: str
) -> None:
    """Begin a source with what its page says. Reading takes seconds, after which Discord opens no form any more: then the
    card is shown, which opens it."""
    if pages is None:
        await bench.add(interaction, "source", hints={"url": KB("page.off")}, url=address)
        return
    await defer(interaction, private=True, thinking=True)
    await bench.editor.may_write()
    values, notice = await _read(bench, pages, address)
    filled = begin("source", bench.engine, bench.now)
    work = Add(filled=Filled("source", {**filled.values, "url": address, **values}))
    await bench.start(interaction, work, notice=notice)


async def _read(bench: Workbench, pages: PageReader, address: str) -> tuple[Mapping[str, str], str]:
    """The values that the page gives, and what is to be said of it; a page that the base has is not asked for."""
    if addresses.already(address, bench.engine.base.sources.values()):
        return {}, ""
    try:
        found = await pages.read(_in_full(address))
    except UnreadPageError as error:
        return {}, KB("page.unread", why=escaped(str(error), 200))
    return found.values, "\n".join(_told(found))


def _in_full(address: str) -> str:
    """Without a scheme, as people copy it, it is a page that is asked for securely."""
    return address if re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) else f"https://{address}"


def _told(found: Filling) -> Iterator[str]:
    if found.original:
        yield KB("page.original", address=escaped(found.original, 300))
    if found.ahead:
        yield KB("page.ahead", date=escaped(found.ahead, 60))
