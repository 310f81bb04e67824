"""What a channel is told stays within Discord's limits and pings nobody, whatever an entry says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from bot.discord_app.following.messages import Post, post
from bot.discord_app.text.limits import CONTENT, EMBED_TEXT, assert_within_limits, length
from bot.discord_app.text.words import LANGUAGES
from bot.records.follow_rows import Follow, Parcel, Stored
from bot.telling.facts import Cited, FactKind, Told
from tests.discord_app.harmless import assert_harmless

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
NASTY = (
    "@everyone <@1> <@&2> [x](https://evil.example) `code` **bold** ~~gone~~ https://evil.example \u202e # head "
    * 20
)
FOLLOW = Follow(guild=1, channel=2, kinds=("deal",), zone="UTC", id=3, role=77)


def told(kind: FactKind = "deal", *, linked: bool = True) -> Told:
    url = f"https://harborpost.example.org/{'a' * 400}"
    sources = tuple(Cited(f"{NASTY}{number}", url if linked else None) for number in range(3))
    return Told(kind, NASTY, NASTY, NASTY, NASTY, NASTY, sources)


def stored(key: str, made: Told) -> Stored:
    return Stored(key, made.kind, ("s",), made.digest, made.to_json(), 2, NOW, NOW)


def made(facts: list[Stored], follow: Follow = FOLLOW, language: str = "en") -> Post:
    parcel = Parcel("p", 3, tuple(fact.key for fact in facts), NOW, NOW)
    return post(parcel, {fact.key: fact for fact in facts}, follow, LANGUAGES[language])


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("count", [1, 2, 60])
@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("linked", [False, True])
@pytest.mark.parametrize("kind", ["deal", "correction"])
def test_hostile_entries_stay_within_the_limits_and_ping_nobody(
    kind: FactKind, language: str, count: int, *, linked: bool, withdrawn: bool
) -> None:
    facts = [replace(stored(f"k{n}", told(kind, linked=linked)), withdrawn=withdrawn) for n in range(count)]
    found = made(facts, language=language)
    assert length(found.content) <= CONTENT
    assert dict(found.mentions.to_dict()) == {"parse": [], "roles": [77]}
    assert found.content.endswith("\n<@&77>")
    assert found.content.startswith(found.head) or withdrawn, "by which it is found again"
    assert_harmless(found.content.removesuffix("\n<@&77>").replace("~~", ""))
    if found.embed is not None:
        assert length(found.embed.description or "") <= EMBED_TEXT
        links = re.findall(r"(?<!\\)\]\((.{20})", found.embed.description or "")
        assert set(links) <= {"<https://harborpost."}, "no link is an entry's own"
    if found.view is not None:
        assert_within_limits({"components": found.view.to_components()})


def test_a_daily_message_of_one_thing_is_a_list_of_one() -> None:
    found = made(
        [stored("a", Told("deal", "A deal", "Today", "It is done."))], replace(FOLLOW, hour=9, role=None)
    )
    assert found.content.startswith("**One thing is new.** A deal")
    assert found.embed is not None
    assert found.embed.description == "- **A deal**, Today: It is done."
    assert dict(found.mentions.to_dict()) == {"parse": []}
