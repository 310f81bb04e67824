"""Pages as sites write them, of a made-up paper, and what is read of them."""

from __future__ import annotations

import json
from typing import Any

from bot.moderating.pages.marked import marked
from bot.moderating.pages.statements import Stated, stated

ADDRESS = "https://gazette.example.org/2031/08/04/mill-vote"


def page(*head: str, body: str = "", data: object = None) -> str:
    """A page with these tags at its head, and data in a block of its own."""
    block = "" if data is None else f'<script type="application/ld+json">{json.dumps(data)}</script>'
    return f"<!doctype html><html><head>{''.join(head)}{block}</head><body>{body}</body></html>"


def meta(**said: str) -> str:
    """`meta(og__title="…")`: colons are written as two underscores."""
    return "".join(
        f'<meta property="{name.replace("__", ":")}" content="{text}">' for name, text in said.items()
    )


def article(**more: Any) -> dict[str, Any]:  # noqa: ANN401  (whatever JSON holds)
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Millers vote to strike",
        "datePublished": "2031-08-04T21:30:00-04:00",
        "author": {"@type": "Person", "name": "Ann Lee"},
        "publisher": {"@type": "Organization", "name": "The Gazette"},
        **more,
    }


def read(text: str | bytes, address: str = ADDRESS, charset: str = "") -> Stated:
    return stated(marked(text.encode() if isinstance(text, str) else text, charset), address)
