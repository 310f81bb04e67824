"""From a form to an entry: as little as will do, and as much as there is to say."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.moderating.forms import FORMS, Filled
from bot.moderating.forms.catalogue import RECIPES
from tests.dates.zones import PACIFIC
from tests.moderating.forms.bench import (
    AUGUST,
    base_after,
    card,
    entry,
    filled,
    made,
    shipped_engine,
)

SMALLEST = {
    "meeting": filled("meeting", date="dec 30", summary="The two sides met again.", source="post-talks"),
    "position": filled(
        "position",
        party="glass-alliance",
        issue="robots",
        stance="willing",
        text="The Glassworks Alliance was willing to talk about robots.",
        source="post-talks",
    ),
    "quote": filled("quote", text="“We will be back.”", speaker="mara-lind", source="post-talks"),
    "event": filled("event", date="dec 29", kind="vote", text="The members voted.", source="post-talks"),
    "answer": filled(
        "answer", question="What is a lamp?", answer="A lamp is a light that is made.", source="post-talks"
    ),
    "person": filled("person", name="Ada Wick", role="clerk", party="lamp-union", source="post-talks"),
    "source": filled("source", publisher="Harbor Post", published="dec 31 2pm"),
    "party": filled(
        "party", name="North Glass", kind="company", about="North Glass makes jars.", source="post-talks"
    ),
    "issue": filled("issue", name="oven heat", about="Oven heat is the heat of ovens.", source="post-talks"),
    "strike": filled("strike", unions="lamp-union", source="post-talks"),
}
NEWS_SMALLEST = {
    kind: Filled(kind, {"strike": "lamp-2025", "source": "post-talks", **rest})
    for kind, rest in {
        "began": {"date": "dec 1"},
        "walkout": {"first_day": "dec 30"},
        "paused": {"counted": "false"},
        "resumed": {},
        "deal": {},
        "ended": {},
        "ratified": {},
        "rejected": {},
        "called-off": {},
        "still-on": {},
    }.items()
}
"""The forms of news with what they need; the strike is on, so that it neither goes on again nor is called off."""
SENTENCE = "The glass was cold."
FULLEST = {
    "meeting": filled(
        "meeting",
        date="dec 29",
        kind="sidebar",
        summary="The two sides met twice.",
        outcome="Nothing was agreed.",
        source="post-talks\nledger",
        strike="lamp-2025",
        parties="lamp-union\nglass-alliance",
        attendees="mara-lind",
        more_attendees="Berg and the lampmakers",
        also_present="two clerks\n- a cook, from the harbor",
        discussed="They spoke about robots.\nThey spoke about night pay.",
        why=SENTENCE,
        next_step=SENTENCE,
        asked_for_by="GWA",
        reported_by="the Lampmakers Union",
        passage="“It was cold.”",
        outcome_source="harbor post dec 30",
        outcome_by="the Harbor Post",
        title="third round",
        last_date="2025-12-30",
        place=SENTENCE,
        time=SENTENCE,
        duration=SENTENCE,
        asked="who was cold\nwhy was it cold",
    ),
    "position": filled(
        "position",
        party="glass-alliance",
        more_party="LMU",
        issue="robots",
        stance="Both sides agreed",
        text="Both agreed on robots.",
        source="post-talks",
        strike="the lampmakers strike",
        since="december 2025",
        meeting="2025-12-29",
        stage="second round",
        speaker="otto-berg",
        more_sources="Second round",
        passage="robots, no robots",
        reported_by="the Harbor Post",
        asked="what about robots",
        claim_1="The Harbor Post has nine lamps.",
        claim_1_source="post-talks",
        claim_2="The Glass Ledger has ten lamps.",
        claim_2_source="Glass Ledger dec 12",
    ),
    "quote": filled(
        "quote",
        text="We will be back.",
        strike="lamp-2025",
        speaker="mara-lind",
        said="dec 29",
        setting="speech",
        source="post-talks",
        speaker_role="deputy",
        describes="otto-berg",
        reported_by="the Harbor Post",
        issues="robots\nnight-pay",
        topics="coming back",
        meeting="2025-12-29",
        passage="We will be back.",
        asked="who will be back",
        claim_1="The Harbor Post has nine lamps.",
        claim_1_source="post-talks",
        claim_2="The Glass Ledger has ten lamps.",
        claim_2_source="Glass Ledger dec 12",
        more_sources="ledger",
        more_issues="automation",
    ),
    "event": filled(
        "event",
        date="~2025-12-29",
        kind="People who come or go",
        text="Otto Berg left, and came back.",
        parties="glass-alliance",
        source="post-talks",
        strike="lamp-2025",
        people="otto-berg",
        issues="robots",
        more=SENTENCE,
        reported_by="the Harbor Post",
        passage="came back",
        asked="where is berg",
        claim_1="The Harbor Post has nine lamps.",
        claim_1_source="post-talks",
        claim_2="The Glass Ledger has ten lamps.",
        claim_2_source="Glass Ledger dec 12",
        due="jan 5 2026",
        places="",
        more_parties="the lampmakers",
        more_people="Lind",
        more_issues="night shifts",
    ),
    "answer": filled(
        "answer",
        question="What is a lamp?",
        answer="A lamp is a light.",
        asked="what are lamps",
        claim_1="The Harbor Post has nine lamps.",
        claim_1_source="post-talks",
        claim_2="The Glass Ledger has ten lamps.",
        claim_2_source="Glass Ledger dec 12",
        topic="glossary",
        since="2019",
        until="december 2026",
        places="",
        strike="lamp-2025",
        source="post-talks",
        more=SENTENCE,
        parties="lamp-union",
        people="mara-lind",
        issues="robots",
        reported_by="the Lamp Museum",
        passage="a light",
        more_sources="museum",
        more_parties="GWA",
        more_people="Berg",
        more_issues="machines",
    ),
    "person": filled(
        "person",
        name="Ada Wick, Jr.",
        role="clerk",
        party="lamp-union",
        about=SENTENCE,
        source="post-talks",
        since="2019",
        until="december 2025",
        more_roles="cook, Glassworks Alliance",
        aliases="Addy",
        passage="a clerk",
        reported_by="the Harbor Post",
        asked="who is the clerk",
        more_sources="ledger",
    ),
    "party": filled(
        "party",
        name="Northern Glass Works",
        short_name="North Glass",
        kind="An employer",
        about=f"North Glass makes jars.\n{SENTENCE}",
        source="post-talks",
        aliases="NGW\nnorth glass",
        part_of="GWA",
        article="none",
        passage="jars",
        reported_by="the Harbor Post",
        asked="who makes jars",
        more_sources="ledger",
    ),
    "issue": filled(
        "issue",
        name="oven heat",
        aliases="hot ovens",
        about=SENTENCE,
        strikes="lamp-2025\nlamp-1950",
        source="post-talks",
        passage="hot",
        reported_by="the Harbor Post",
        asked="how hot is it",
        more_sources="ledger",
    ),
    "strike": filled(
        "strike",
        unions="lamp-union",
        against="glass-alliance",
        first_day="jan 12 2026",
        reasons=SENTENCE,
        source="post-talks",
        name="2026 jar strike",
        short_name="jar strike",
        aliases="strike of the jars",
        kind="A strike",
        main="Yes",
        strike_days="every-day",
        started="The strike began with a whistle.",
        called="dec 30",
        zone="America/New_York",
        issues="robots",
        passage="jars",
        asked="who strikes at the jars",
    ),
    "source": filled(
        "source",
        url="https://harborpost.example.org/third?utm_source=mail&page=2#:~:text=cold",
        publisher="Harbor Post",
        title="‘It was cold’: a third round",
        published="Wednesday, Dec 31, 2025, 5pm ET",
        kind="repost",
        authors="By Ida Moss and Bo Lund, Jr., Cy Day",
        archived="web.archive.org/web/2025/https://harborpost.example.org/third?utm_source=mail",
        note=SENTENCE,
    ),
}
LATER = dt.datetime(2026, 1, 2, tzinfo=PACIFIC)


@pytest.mark.parametrize("kind", [kind for kind in SMALLEST if kind != "source"])
@pytest.mark.parametrize("forms", [SMALLEST, FULLEST], ids=["smallest", "fullest"])
def test_a_form_becomes_the_card_that_members_see(forms: dict[str, Filled], kind: str) -> None:
    assert card(forms[kind], at=LATER).headline


@pytest.mark.parametrize("kind", list(FULLEST))
def test_a_form_with_everything_says_everything(kind: str) -> None:
    form = FULLEST[kind]
    twins = {name for name in FORMS[kind].fields if name.startswith("more_")} | {"speaker_name"}
    assert set(FORMS[kind].fields) - twins <= set(form.values)
    model = RECIPES[kind].kind.model
    left_out = {
        *({"disputed"} if kind not in ("answer", "event", "position", "quote") else ()),
        "es",
        "withdrawn",
        "review_by",
        "review_every",
        "keeper",
        "speaker_name",
        "phase",
        "also_in",
        "ended",
        "places",
    }
    if kind == "source":  # what becomes of a new page is found later
        left_out |= {"link", "moved_to", "tried"}
    if kind == "strike":  # what happens later is told with the forms of news
        left_out |= {
            "length", "talks", "authorization", "tentative_agreement", "ratification", "term", "effects", "notes",
            "suspensions", "planned_end", "settled", "last_day", "year", "strike_days", "reported_by",
        }  # fmt: skip
    names = {info.alias or name for name, info in model.model_fields.items()}
    assert names - left_out == set(entry(form)) - left_out


def test_a_meeting_takes_the_fields_as_they_were_meant() -> None:
    data = entry(FULLEST["meeting"])
    assert data["id"] == "2025-12-29-2"
    assert data["attendees"] == ["mara-lind", "otto-berg", "lamp-union"]
    assert data["also_present"] == ["two clerks", "a cook, from the harbor"]
    assert data["asked_for_by"] == "glass-alliance"
    assert data["citations"] == [{"source": "post-talks", "passage": "It was cold."}, "ledger"]
    assert data["outcome"] == {
        "text": "Nothing was agreed.",
        "citations": ["post-talks"],
        "reported_by": "the Harbor Post",
    }
    assert data["last_date"] == "2025-12-30"


def test_what_an_announcement_cannot_know_rests_on_the_later_sources() -> None:
    form = filled(
        "meeting",
        date="dec 29",
        summary="They met.",
        outcome="No deal.",
        discussed="Robots were discussed.",
        source="ledger\npost-talks",
    )
    data = entry(form)
    assert data["citations"] == ["ledger", "post-talks"]
    assert data["outcome"] == {"text": "No deal.", "citations": ["post-talks"]}
    assert data["discussed"] == [{"text": "Robots were discussed.", "citations": ["post-talks"]}]
    assert data["summary"] == "They met."


def test_an_agreed_position_is_of_both_and_one_sides_is_of_one() -> None:
    agreed, one = entry(FULLEST["position"]), entry(SMALLEST["position"])
    assert (agreed["party"], agreed["id"]) == (["glass-alliance", "lamp-union"], "robots-agreed-2025-12")
    assert (one["party"], one["id"]) == ("glass-alliance", "robots-glass-alliance-2025-12-30")


def test_a_position_stated_at_a_meeting_is_held_from_its_day() -> None:
    data = entry(
        Filled("position", {**SMALLEST["position"].values, "more_meeting": "dec 29", "speaker": "otto-berg"})
    )
    assert (data["since"], data["stage"]) == ("2025-12-29", "the meeting of December 29, 2025")
    assert (data["meeting"], data["speaker"]) == ("2025-12-29", "otto-berg")


def test_a_position_of_before_the_strike_says_so() -> None:
    data = entry(Filled("position", {**SMALLEST["position"].values, "since": "november 2025"}))
    assert (data["since"], data["stage"]) == ("2025-11", "before the strike")


def test_a_quote_takes_its_day_and_setting_from_its_source() -> None:
    data = entry(SMALLEST["quote"])
    assert (data["text"], data["said"], data["setting"]) == (
        "We will be back.",
        "2025-12-30",
        "as quoted by Harbor Post",
    )
    assert data["id"] == "lind-2025-12-30"


def test_a_quote_may_be_of_somebody_without_an_entry() -> None:
    values = {"text": "No.", "speaker_name": "an unnamed mill owner", "source": "post-talks"}
    data = entry(Filled("quote", values))
    assert (data["speaker_name"], data["id"]) == ("an unnamed mill owner", "unnamed-mill-2025-12-30")
    assert "speaker" not in data


def test_a_source_loses_what_tracks_its_readers() -> None:
    data = entry(FULLEST["source"])
    assert data["url"] == "https://harborpost.example.org/third?page=2"
    assert data["published"] == "2025-12-31T17:00-05:00"
    assert data["authors"] == ["Ida Moss", "Bo Lund, Jr.", "Cy Day"]
    assert data["title"] == "‘It was cold’: a third round"
    assert data["id"] == "harbor-post-2025-12-31"


def test_the_address_alone_tells_the_publisher_and_the_day() -> None:
    data = entry(filled("source", url="harborpost.example.org/2025/12/30/third/"))
    assert (data["publisher"], data["published"], data["kind"]) == ("Harbor Post", "2025-12-30", "press")


def test_a_person_may_have_several_roles() -> None:
    data = entry(FULLEST["person"])
    assert data["roles"] == [
        {"title": "clerk", "party": "lamp-union", "since": "2019", "until": "2025-12"},
        {"title": "cook", "party": "glass-alliance"},
    ]
    assert data["id"] == "ada-wick-jr"


def test_a_new_person_and_a_new_source_go_along() -> None:
    form = filled(
        "meeting",
        filled("person", name="Ada Wick", role="clerk", party="lamp-union"),
        filled(
            "source",
            publisher="Harbor Post",
            published="dec 31 3:30pm",
            url="https://harborpost.example.org/x",
        ),
        date="dec 31",
        summary="The two sides met.",
        more_attendees="Wick, Mara Lind",
    )
    done = made(form)
    assert [addition.data["id"] for addition in done.additions] == [
        "harbor-post-2025-12-31",
        "ada-wick",
        "2025-12-31",
    ]
    base = base_after(done)
    assert base.people["ada-wick"].citations[0].source == "harbor-post-2025-12-31"
    meeting = base.meetings["lamp-2025/meeting/2025-12-31"]
    assert meeting.attendees == ("ada-wick", "mara-lind")
    assert [citation.source for citation in meeting.citations] == ["harbor-post-2025-12-31"]
    assert card(form).kind == "answer"


def test_two_new_sources_of_a_publisher_and_a_day_are_two() -> None:
    new = [
        filled("source", publisher="Harbor Post", published=f"dec 31 {hour}pm", title=f"Part {hour}")
        for hour in (1, 2)
    ]
    done = made(filled("event", *new, date="dec 31", kind="vote", text="They voted."))
    assert [addition.data["id"] for addition in done.additions] == [
        "harbor-post-2025-12-31",
        "harbor-post-2025-12-31-2",
        "2025-12-31-voted",
    ]
    assert base_after(done).events["lamp-2025/event/2025-12-31-voted"].citations[1].source.endswith("-2")


@pytest.mark.parametrize(
    ("day", "phase"), [("nov 3 2025", "before"), ("dec 1 2025", None), ("dec 30 2025", None)]
)
def test_a_meeting_outside_the_strike_says_so_by_itself(day: str, phase: str | None) -> None:
    form = filled("meeting", date=day, summary="They met.", source="post-talks", strike="lamp-2025")
    assert entry(form).get("phase") == phase
    base_after(made(form))


def test_a_meeting_after_the_strike_says_so_too() -> None:
    form = filled("meeting", date="march 12 1950", summary="They met.", source="old-book", strike="lamp-1950")
    assert entry(form)["phase"] == "after"
    base_after(made(form))


def test_the_meeting_of_august_11_takes_four_fields() -> None:
    form = filled(
        "meeting",
        date="aug 11",
        summary="The AMPTP, which had asked for the session, gave the WGA a counterproposal.",
        outcome="There was no deal yet; the WGA wanted time to study the offer.",
        source="bleedingcool-2023-08-11\ndeadline-2023-08-12",
    )
    typed = sum(len(form.values[name]) for name in ("date", "summary", "outcome"))
    assert typed < 150
    done = made(form, now=AUGUST, on=shipped_engine())
    assert done.full_id == "wga-2023/meeting/2023-08-11"
    assert done.additions[0].data["parties"] == ["wga", "amptp"]
    assert "counterproposal" in str(card(form, now=AUGUST, on=shipped_engine()).blocks)


def test_the_meeting_of_august_11_with_a_source_that_is_new_too() -> None:
    form = filled(
        "meeting",
        filled(
            "source",
            url="https://deadline.com/2023/08/wga-amptp-friday-1235457000/?fbclid=x",
            published="aug 11 9:30pm",
        ),
        date="friday",
        summary="The AMPTP gave the WGA a counterproposal.",
    )
    done = made(form, now=AUGUST, on=shipped_engine())
    source, meeting = (dict(addition.data) for addition in done.additions)
    assert source["id"] == "deadline-2023-08-11"
    assert (source["publisher"], source["published"]) == ("Deadline", "2023-08-11T21:30-07:00")
    assert source["url"] == "https://deadline.com/2023/08/wga-amptp-friday-1235457000/"
    assert meeting["date"] == "2023-08-11"
    assert meeting["citations"] == ["deadline-2023-08-11"]
    assert card(form, now=AUGUST, on=shipped_engine()).kind == "answer"


def test_positions_on_the_shipped_base_continue_its_ids() -> None:
    form = filled(
        "position",
        party="amptp",
        issue="AI",
        stance="offers",
        text="The AMPTP offered rules on AI.",
        since="aug 11",
        more_sources="deadline aug 12",
    )
    assert entry(form, now=AUGUST, on=shipped_engine())["id"] == "ai-amptp-2023-08-11"


def test_this_friday_is_the_one_to_come_where_an_entry_may_be_of_a_day_ahead() -> None:
    monday = dt.datetime(2023, 8, 7, 9, tzinfo=PACIFIC)
    values = {"summary": "They will meet again.", "more_sources": "deadline 2023-08-12", "strike": "wga-2023"}
    planned = filled("meeting", date="this friday", **values)
    assert entry(planned, now=monday, on=shipped_engine())["date"] == "2023-08-11"
    held = filled("meeting", date="last friday", **values)
    assert entry(held, now=monday, on=shipped_engine())["date"] == "2023-08-04"
