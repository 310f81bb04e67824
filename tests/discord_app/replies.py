"""Replies made by hand, friendly and hostile ones."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from bot.answering.reply import Note, Option, Paragraph, QuoteBlock, Reference, Reply, StrikeLine
from bot.dates.partial import PartialDate
from bot.knowledge.model.models import Source, SourceKind

AS_OF = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
NASTY = (
    "@everyone",
    "@here",
    "<@123456789012345678>",
    "<@&123456789012345678>",
    "<#123456789012345678>",
    "</ask:123456789012345678>",
    "[click](https://evil.example)",
    "[click](<https://evil.example>)",
    "https://evil.example/x",
    "discord.gg/abcdef",
    "DISCORD.COM/invite/abcdef",
    "```py\ncode```",
    "`tick",
    "**bold** __under__ ~~gone~~ ||hidden||",
    "> quote\n>>> all",
    "# heading\n-# small\n- item\n1. item",
    "\u202eright to left",
    "שלום עולם",
    "👩‍👩‍👧‍👦" * 5,
    "🎬" * 50,
    "z\u0300\u0301\u0302\u0303\u0304\u0305\u0306" * 10,
    "\x00\x07\x1b[31m",
    "\u200b\u2060\ufeff",
    "<t:0:R><a:party:123456789012345678>",
    "\\\\\\",
)


def source(number: int, *, url: bool = True, publisher: str = "Harbor Post") -> Source:
    return Source(
        id=f"source-{number}",
        publisher=publisher,
        title=f"Headline {number}",
        published=PartialDate(2025, 12, 1),
        url=f"https://harborpost.example.org/{number}" if url else None,
        kind=SourceKind.PRESS,
        reviewed=dt.date(2025, 12, 31),
    )


def reference(number: int, cited: Source, passage: str | None = None) -> Reference:
    return Reference(number, cited, passage, day=PartialDate(2025, 12, 1))


def reply(**changes: object) -> Reply:
    values: dict[str, object] = {
        "kind": "answer",
        "question": "q",
        "headline": "It is so.",
        "as_of": AS_OF,
        **changes,
    }
    return Reply(**values)  # type: ignore[arg-type]  # a test builds what it needs


words = st.one_of(st.sampled_from(NASTY), st.text(max_size=60), st.just("word"))
texts = st.one_of(
    st.lists(words, min_size=1, max_size=40).map(" ".join),
    st.builds(lambda word, times: (word * times)[:4000], words, st.integers(1, 400)),
)
short = texts.map(lambda text: text[:200])
cites = st.lists(st.integers(1, 60), max_size=60, unique=True).map(tuple)
blocks = st.one_of(
    st.builds(Paragraph, text=texts, cites=cites, lead=st.none() | short),
    st.builds(Note, text=texts, cites=cites),
    st.builds(
        QuoteBlock, text=texts, speaker=short, role=st.none() | short, said=short, setting=short, cites=cites
    ),
)


@st.composite
def references(draw: st.DrawFn) -> tuple[Reference, ...]:
    made = []
    for number in range(1, draw(st.integers(0, 60)) + 1):
        publisher = draw(short).strip() or "x"
        cited = source(number, url=draw(st.booleans()), publisher=publisher)
        made.append(reference(number, cited, draw(st.none() | texts.map(lambda text: text[:300]))))
    return tuple(made)


hostile = st.builds(
    reply,
    kind=st.sampled_from(["answer", "clarify", "decline"]),
    headline=texts,
    headline_cites=cites,
    blocks=st.lists(blocks, max_size=12).map(tuple),
    references=references(),
    strikes=st.lists(
        st.builds(
            StrikeLine,
            id=st.just("x"),
            name=short,
            status=st.just("ended"),
            day=st.none() | st.just(95),
            text=texts,
        ),
        max_size=5,
    ).map(tuple),
    reviewed=st.none() | st.just(dt.date(2025, 12, 31)),
    options=st.lists(st.builds(Option, label=texts, question=texts), max_size=6).map(tuple),
    related=st.lists(texts, max_size=30).map(tuple),
    live=st.booleans(),
    revision=st.just("0123456789ab"),
)
