"""Entries as forms and back: what is shown, typed again, means what it meant; and nothing else is touched."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.knowledge.disk.folder import gather
from bot.knowledge.editing import changed_entries, data_of, revise
from bot.knowledge.loader import assemble
from bot.moderating.changing import made_of, standing
from tests.moderating.forms.bench import NOW, engine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.answering.engine import Engine

ROOT = Path(__file__).parents[2]
BASES = ("knowledge", "examples/uaw-2023", "examples/bma-resident-doctors")


@cache
def base(name: str) -> tuple[Mapping[str, bytes], Engine]:
    files, _ = gather(ROOT / name)
    return files, engine(files)


def some_of_each_kind(name: str, most: int = 4) -> list[str]:
    """A few entries of every kind, the longest of them first."""
    kinds: dict[str, list[tuple[int, str]]] = {}
    on = base(name)[1].base
    for full_id, _, entry in on.entries():
        kind = full_id.split("/")[-2] if "/" in full_id else "strike"
        kinds.setdefault(kind, []).append((-len(repr(entry)), full_id))
    return [full_id for found in kinds.values() for _, full_id in sorted(found)[:most]]


@pytest.mark.parametrize("name", BASES)
def test_what_is_shown_typed_again_changes_nothing(name: str) -> None:
    files, on = base(name)
    ids = some_of_each_kind(name)
    assert len({full_id.split("/")[-2] if "/" in full_id else "" for full_id in ids}) >= 9
    for full_id in ids:
        here = standing(full_id, files, on, NOW)
        for part in here.parts:
            page = here.opened(part)
            assert 1 <= len(page.page.fields) <= 5 or not page.page.fields
            typed = {
                field.name: page.values[field.name] for field in page.page.fields if page.values[field.name]
            }
            made = made_of(full_id, "", {part.name: typed}, files, on, NOW)
            assert made.problems == (), (full_id, part.title)
            after = revise(files, made.changes)
            assert changed_entries(files, after) == (), (full_id, part.title, made.changes)


@pytest.mark.parametrize("name", BASES)
def test_every_part_has_a_name_of_its_own_and_fits_a_menu(name: str) -> None:
    files, on = base(name)
    for full_id in some_of_each_kind(name):
        names = [part.name for part in standing(full_id, files, on, NOW).parts]
        assert len(names) == len(set(names)), full_id
        assert len(names) <= 100
        assert all(len(one) <= 60 for one in names)


def test_a_deal_of_one_employer_is_changed_and_the_others_stay() -> None:
    files, on = base("examples/uaw-2023")
    here = standing("uaw-2023", files, on, NOW)
    part = next(one for one in here.parts if "Ford" in one.title and "Deal" in one.title)
    text = "The UAW and Ford shook hands on October 25, 2023."
    made = made_of("uaw-2023", "", {part.name: {"text": text}}, files, on, NOW)
    after = revise(files, made.changes)
    name = "strikes/uaw-2023/strike.yaml"
    gone = set(files[name].splitlines()) - set(after[name].splitlines())
    assert gone
    assert all(b"agreement on October 25" in line or b"three companies." in line for line in gone)
    assert assemble(after)[0] is not None


def test_a_deal_that_stands_alone_stays_so_until_another_comes() -> None:
    files, on = base("knowledge")
    parts = standing("wga-2023", files, on, NOW).parts
    alone = next(one for one in parts if one.title.startswith("Tentative agreement") and not one.is_new)
    made = made_of("wga-2023", "", {alone.name: {"text": "They shook hands."}}, files, on, NOW)
    told = data_of(revise(files, made.changes), "wga-2023")["tentative_agreement"]
    assert isinstance(told, dict)
    assert told["text"] == "They shook hands."

    another = {
        "date": "2023-10-02",
        "text": "They shook hands again.",
        "citations": next(iter(on.base.sources)),
    }
    made = made_of("wga-2023", "", {"tentative_agreement.new": another}, files, on, NOW)
    after = data_of(revise(files, made.changes), "wga-2023")["tentative_agreement"]
    assert isinstance(after, list)
    assert [one["date"] for one in after] == ["2023-09-24", "2023-10-02"]


@pytest.mark.parametrize("both", [("deal", "employer"), ("employer", "deal")])
def test_what_is_typed_into_several_parts_of_one_thing_is_all_kept(both: tuple[str, str]) -> None:
    files, on = base("examples/uaw-2023")
    parts = [one for one in standing("uaw-2023", files, on, NOW).parts if "Ford" in one.title]
    deal = next(one for one in parts if "Deal" in one.title and not one.is_new)
    voted = next(one for one in parts if one.name == f"{deal.name}.rejected")
    own = [one for one in parts if one.way == deal.way[:2]]
    assert len(own) == 2, "more than one form holds"
    typed = {
        deal.name: {"date": "2023-10-24", "text": "They shook hands."},
        voted.name: {"date": "2023-11-17", "text": "No, they said."},
        own[0].name: {"employer": "Stellantis"},
        own[1].name: {"notes": "They went back to work."},
    }
    order = typed if both[0] == "deal" else dict(reversed(typed.items()))
    made = made_of("uaw-2023", "", order, files, on, NOW)
    assert made.problems == ()
    before, after = (data_of(each, "uaw-2023")["settled"] for each in (files, revise(files, made.changes)))
    assert isinstance(before, list)
    assert isinstance(after, list)
    assert len(after) == len(before)
    at = next(at for at, one in enumerate(before) if one not in after)
    told, settled = before[at], after[at]
    assert settled["employer"] == "stellantis"
    assert settled["notes"][0]["text"] == "They went back to work."
    assert settled["deal"] == {
        **told["deal"], "date": "2023-10-24", "text": "They shook hands.",
        "rejected": {"date": "2023-11-17", "text": "No, they said."},
    }  # fmt: skip


def test_another_address_takes_with_it_what_was_found_at_the_old_one() -> None:
    files, on = base("knowledge")
    full_id = "source/themessenger-2023-07-18"
    parts = standing(full_id, files, on, NOW).parts
    home = next(one for one in parts if "url" in {held.name for held in one.fields})
    made = made_of(full_id, "", {home.name: {"url": "https://www.example.org/copy"}}, files, on, NOW)
    told = data_of(revise(files, made.changes), full_id)
    assert told["url"] == "https://www.example.org/copy"
    assert not {"link", "moved_to", "tried"} & told.keys()
    note = next(one for one in parts if "note" in {held.name for held in one.fields})
    kept = made_of(full_id, "", {note.name: {"note": "Seen."}}, files, on, NOW)
    assert data_of(revise(files, kept.changes), full_id)["link"] == "dead"


def changed_in_spanish(full_id: str, field: str, text: str) -> tuple[object, object]:
    """The Spanish of an entry before and after a text of it was typed anew."""
    files, on = base("knowledge")
    parts = standing(full_id, files, on, NOW).parts
    part = next(one for one in parts if field in [held.name for held in one.fields])
    made = made_of(full_id, "", {part.name: {field: text}}, files, on, NOW)
    assert made.problems == ()
    return data_of(files, full_id)["es"], data_of(revise(files, made.changes), full_id).get("es")


def test_an_edit_keeps_the_spanish_of_an_entry() -> None:
    before, after = changed_in_spanish("answer/residual", "review_by", "2031-01-01")

    assert before == after


def test_the_spanish_of_a_text_goes_with_the_text() -> None:
    before, after = changed_in_spanish("answer/residual", "question", "What are residuals?")

    assert isinstance(before, dict)
    assert after == {name: told for name, told in before.items() if name != "question"}


def test_the_only_spanish_of_an_entry_leaves_nothing_behind() -> None:
    before, after = changed_in_spanish("wga-1988", "short_name", "1988 writers' strike")

    assert before == {"short_name": "la huelga de la WGA de 1988"}
    assert after is None
