"""Custom ids made by hand: whoever sends one, nobody's files change, and the bot says a sentence or nothing."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from simcord.backend import serializers
from simcord.enums import ComponentType, InteractionType

from bot.discord_app.card.state import parse
from bot.discord_app.questions.cooldown import Cooldowns
from bot.moderating.works import Teach
from tests.discord_app.conftest import message, parts
from tests.fuzz import targets
from tests.fuzz.material import card_ids, typed, wild

if TYPE_CHECKING:
    from simcord import MemberActor

    from tests.discord_app.kb.conftest import House

ACTIONS = (
    "page", "beside", "entry", "diff", "drop", "save", "open", "teach", "write", "dismiss", "ulist", "hlist", "edit",
    "undo", "approve", "refuse", "form", "new", "nothing",
)  # fmt: skip
ARGS = st.one_of(
    st.sampled_from(["", "0", "1", "9" * 60, "-1", "0.back", "1.next", "..", "person", "source", "letter", "person.names"]),
    st.text("0123456789abcXYZ._-", max_size=60),
)  # fmt: skip
UNKNOWN = "abcdefabcdef"
OWN, OTHERS = "0" * 12, "1" * 12
"""Stand for drafts that there are: one's own, and somebody else's."""
PRESSES = st.builds(
    "kb:{}:{}:{}".format, st.sampled_from(ACTIONS), st.sampled_from(["", UNKNOWN, OWN, OTHERS]), ARGS
)
IDS = st.one_of(PRESSES, PRESSES.map("m{}".format), card_ids, st.text(max_size=100))


@settings(wild, max_examples=400)
@given(IDS)
@example("sb:p:0123456789ab:-zzzzzzzz+::1:")
def test_a_custom_id_is_read_in_every_part_or_not_at_all(text: str) -> None:
    targets.custom_id(text)


class Hand:
    """Sends interactions that no card of the bot offers."""

    def __init__(self, house: House) -> None:
        self.house = house
        self._names: dict[str, str] = {}
        self._source = 0

    async def begin(self) -> None:
        """A card that can be pressed, a draft of the moderator's, and one of somebody else's."""
        town, kb = self.house.town, self.house.bot.kb
        assert kb is not None
        drafts = kb.workbench.drafts
        own = await drafts.keep(town.mod.id, Teach(question="who blinked", others=(("a/b", "c"),)))
        others = await drafts.keep(1, Teach(question="who blinked", entry="lamp-2025/quote/lind-ovens"))
        shown = message(await town.alice.slash(town.channel, "ask", question="what day is it"))
        state = next(filter(None, (parse(part.get("custom_id") or "") for part in parts(shown))))
        self._source = shown.id
        self._names = {OWN: own.id, OTHERS: others.id, "0123456789ab": state.key}

    def _named(self, custom_id: str) -> str:
        for stands_for, name in self._names.items():
            custom_id = custom_id.replace(stands_for, name)
        return custom_id

    async def press(self, actor: MemberActor, custom_id: str, values: list[str] | None = None) -> None:
        """Press a button, or choose in a menu; discord.py looks for both in the message."""
        named = self._named(custom_id)
        part: dict[str, Any] = {"type": ComponentType.BUTTON, "custom_id": named, "style": 1, "label": "x"}
        data: dict[str, Any] = {"component_type": ComponentType.BUTTON, "custom_id": named}
        if values is not None:
            options = [{"label": "x", "value": value} for value in values]
            part = {"type": ComponentType.STRING_SELECT, "custom_id": named, "options": options}
            data = {"component_type": ComponentType.STRING_SELECT, "custom_id": named, "values": values}
        await self._send(actor, InteractionType.MESSAGE_COMPONENT, data, {"type": 1, "components": [part]})

    async def submit(self, actor: MemberActor, custom_id: str, values: dict[str, str]) -> None:
        inputs = [
            {"type": 18, "component": {"type": 4, "custom_id": name, "value": text}}
            for name, text in values.items()
        ]
        data = {"custom_id": self._named(custom_id), "components": inputs}
        await self._send(actor, InteractionType.MODAL_SUBMIT, data)

    async def _send(self, actor: MemberActor, kind: int, data: dict[str, Any], *rows: dict[str, Any]) -> None:
        backend, channel = self.house.town.env.backend, self.house.town.channel
        if self._source not in {shown.id for shown in channel.history()}:
            return  # it was removed: there is nothing left to press
        payload: dict[str, Any] = dict(
            serializers.message_payload(backend, backend.get_message(channel.id, self._source))
        )
        payload["components"] = [*payload["components"], *rows]
        await actor._dispatch_interaction(
            kind, channel, data, extra={"message": payload}, source_message_id=self._source
        )


@pytest.fixture
async def hand(house: House) -> Hand:
    house.bot.presses.asking.cooldowns = Cooldowns(questions=1_000_000)
    return Hand(house)


def contents(house: House) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(house.folder.rglob("*.yaml"))}


SENT = st.lists(
    st.tuples(
        st.booleans(), st.booleans(), IDS, st.lists(typed.map(lambda t: t[:100]), min_size=1, max_size=2)
    ),
    max_size=8,
)


@settings(wild, max_examples=60)
@given(SENT)
@example([(True, False, f"kb:diff:{OWN}:", [""])])  # the lines of a draft that would change none
async def test_no_custom_id_made_by_hand_changes_a_file_or_is_a_mistake_of_ours(
    hand: Hand, caplog: pytest.LogCaptureFixture, sent: list[tuple[bool, bool, str, list[str]]]
) -> None:
    town, before = hand.house.town, contents(hand.house)
    await hand.begin()
    for moderates, submits, custom_id, values in sent:
        actor = town.mod if moderates else town.alice
        if submits:
            await hand.submit(actor, custom_id, {"date": values[0], "expected": values[-1]})
        else:
            await hand.press(
                actor, custom_id, values if custom_id.startswith("mkb:") or custom_id[3:5] == "m:" else None
            )
        ours = [record for record in caplog.records if record.levelno >= logging.ERROR]
        caplog.clear()
        assert not ours, (custom_id, ours[0].getMessage(), ours[0].exc_info)
    assert contents(hand.house) == before
