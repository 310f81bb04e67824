"""Valid YAML that is not what was meant: told with its line, while whoever writes comments is left in peace."""

# ruff: noqa: E501  (files as they are written)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.knowledge.canonical.printer import canonical
from bot.knowledge.checks.misreadings import misread
from bot.knowledge.disk.folder import gather
from bot.knowledge.model.items import KINDS, Item
from bot.knowledge.yaml.parse import lines_of as lines_of_file
from bot.knowledge.yaml.parse import parse
from bot.knowledge.yaml.tree import Sequence
from tests.answering.bases import ROOT
from tests.knowledge.samples import EVENTS, FILES, MEETINGS, QUOTES, changed, lines_of, problems_of

if TYPE_CHECKING:
    from bot.knowledge.problems import Problem

TEXT = "  text: We are ready."
SETTING = "  setting: message to members"
SUMMARY = "  summary: They met."
TOPICS = f"{SETTING}\n  topics:"
CUT = "found a text that is cut off at a #"
RAN_ON = "as part of the text above it"

# fmt: off
MISREAD: list[tuple[str, str, str, str, int, str]] = [
    # what it is, the file, what stands there, what is written instead, the line, what is said of it
    ("a number sign", QUOTES, TEXT, "  text: We are the #1 employer here, and we will not tie our hands.", 2, CUT),
    ("a number sign with a space after it", QUOTES, TEXT, "  text: We are the # 1 employer here.", 2, CUT),
    ("a tag of a network", MEETINGS, "title: first meeting", "title: first #WGAStrong meeting", 2, CUT),
    ("a number sign in the next line", QUOTES, TEXT, "  text: We are\n    still the #1 employer.", 3, CUT),
    ("a number sign at the beginning of the next line", QUOTES, TEXT, "  text: We are\n    #1 in the country.", 3, CUT),
    ("a number sign at the beginning", QUOTES, TEXT, "  text: #1 in the country\n    and ready.", 2, CUT),
    ("nothing but what is after a number sign", MEETINGS, SUMMARY, f"{SUMMARY}\n  why: #1 in the country.", 8, CUT),
    ("a number sign after a bar", QUOTES, TEXT, "  text: > #1\n    in the country.", 2, CUT),
    ("a number sign in a text on a line of its own", MEETINGS, SUMMARY, "  summary:\n    They met at gate #2.", 8, CUT),
    ("a number sign in a text of a text", MEETINGS, SUMMARY, "  summary:\n    text: They met at gate #2.", 8, CUT),
    ("a number sign in an item", MEETINGS, SUMMARY, f"{SUMMARY}\n  discussed:\n    - gate #2\n    - pay", 9, CUT),
    ("a number sign in brackets", QUOTES, SETTING, f"{TOPICS} [gate #2\n    , pay]", 6, CUT),
    ("a number sign in a question", MEETINGS, SUMMARY, f"{SUMMARY}\n  asked:\n    - what is the #1 demand", 9, CUT),
    ("a number sign in a name", "people.yaml", "    - title: negotiator", "    - title: negotiator #2", 4, CUT),
    ("a number sign in an answer", "answers.yaml", "together.", "at gate #2.", 3, CUT),
    ("a number sign in a headline", "sources.yaml", "Talks resume", "Talks resume at gate #2", 3, CUT),
    ("a number sign in a passage", "strikes/wga-2023/positions.yaml", "would not discuss residuals\n  rev", "would not discuss #2\n  rev", 12, CUT),
    ("a number sign in a word", "vocabulary.yaml", "background: [please]", "background:\n  - number #1", 8, CUT),
    ("a number sign in a check", "checks.yaml", "august 4", "august #4", 1, CUT),
    ("a comment after a text", QUOTES, TEXT, f"{TEXT}  # as she put it", 2, 'notice: … found the comment "# as she put it" after a text'),
    ("a comment in a long text", QUOTES, TEXT, "  text: |\n    # as she put it\n    We are ready.", 3, "notice: … found the comment in"),
    ("a comment at the end of a line of a long text", QUOTES, TEXT, "  text: |\n    We are ready.  # as she put it", 3, "notice: … found the comment in"),
    ("a field that lacks its space", QUOTES, SETTING, "  setting: message to\n    members\n    topics:pay", 7, RAN_ON),
    ("a field that lacks its colon", QUOTES, SETTING, f"{SETTING}\n    speaker_role the boss", 6, RAN_ON),
    ("a field in quote marks", QUOTES, SETTING, "  setting: 'message to members\n    topics: pay'", 6, RAN_ON),
    ("a field in a long text", QUOTES, SETTING, "  setting: |\n    message to members\n    topics: pay", 7, RAN_ON),
    ("quote marks that close too late", QUOTES, SETTING, "  setting: 'message to members\n  topics: x'", 6, "as part of the text in quote marks"),
    ("a list where a text goes on", QUOTES, SETTING, "  setting: message to\n    - members", 6, RAN_ON),
    ("an item without its space", QUOTES, SETTING, "  setting:\n    -message", 6, "found a text that begins with a dash"),
    ("an item without its dash", QUOTES, SETTING, f"{SETTING}\n  asked:\n    - who is ready\n      who is not", 8, 'notice: … found "who is not" as part of the item above it'),
    ("curly quote marks around a text", QUOTES, SETTING, "  setting: “message to members”", 5, "notice: … found the curly quote marks around"),
    ("curly quote marks around a comma", QUOTES, SETTING, f"{TOPICS} [“pay, hours”, gates]", 6, 'found "“pay", which a comma cuts off'),
    ("a comma at the end", QUOTES, SETTING, f"{SETTING},", 5, "notice: … found a comma at the end of a text"),
    ("a tab that nobody typed", QUOTES, SETTING, '  setting: "C:\\temp"', 5, "found a tab in"),
    ("a word for nothing", "sources.yaml", "title: Talks resume", "title: Null", 3, 'notice: … found "Null", which is nothing in YAML'),
    ("a field left empty", MEETINGS, SUMMARY, f"{SUMMARY}\n  why:", 8, "notice: … found nothing"),
    ("a space that is none", MEETINGS, SUMMARY, "  summary:\xa0They met.", 7, "found the space U+00A0 (no-break space)"),
    ("a space that is none before a name", MEETINGS, SUMMARY, "\xa0 summary: They met.", 7, "found the space U+00A0 (no-break space)"),
    ("a space that is none in a name", MEETINGS, SUMMARY, "  \xa0summary: They met.", 7, r'found the unknown field "\u00a0summary", expected a known one, did you mean summary?'),
    ("no space after a colon", MEETINGS, "  title: first", "  title:first", 2, 'found no space after the colon in "title:first"'),
    ("no space after the colon above", MEETINGS, "- id: 2023-08-04\n", "- id:2023-08-04\n", 2, 'found no space after the colon in "- id:2023-08-04"'),
    ("words after a bracket", MEETINGS, SUMMARY, "  summary: [AI] was spoken of.", 7, "found words after a closing bracket"),
    ("words in brackets", MEETINGS, SUMMARY, "  summary: [They met, and spoke.]", 7, "found a list"),
    ("words in braces", MEETINGS, SUMMARY, "  summary: {They met}", 7, 'found the unknown field "They met"'),
    ("a colon in curly quote marks", MEETINGS, SUMMARY, "  summary: “They met: at last”", 7, "found a colon and a space in a text between curly quote marks"),
    ("a colon in an item", QUOTES, SETTING, f"{TOPICS}\n    - pay: now", 7, "found named fields"),
    ("a question mark first", MEETINGS, SUMMARY, "  summary: ? They met", 7, "found a text that begins with a question mark"),
    ("a text that goes on below a comment", QUOTES, TEXT, "  text: We are\n    #1 in the country\n    and ready.", 4, "found a text that goes on below a comment"),
    ("brackets that a number sign cuts", QUOTES, SETTING, f"{TOPICS} [gate #2, pay]", 6, "found a list or fields in brackets that a # cuts off"),
]
FINE: list[tuple[str, str, str, str]] = [
    ("after an id", QUOTES, "- id: lee-2023-08-04", "- id: lee-2023-08-04  # note"),
    ("close after an id", QUOTES, "- id: lee-2023-08-04", "- id: lee-2023-08-04 #note"),
    ("after the id of another entry", QUOTES, "speaker: ann-lee", "speaker: ann-lee # she #did"),
    ("after a date", MEETINGS, "  date: 2023-08-04", "  date: 2023-08-04 # a Friday"),
    ("after a choice", MEETINGS, "kind: sidebar", "kind: sidebar # what else"),
    ("after an address", "sources.yaml", "com/talks", "com/talks#a # archived"),
    ("on items", MEETINGS, "[ann-lee, wga]", " # who\n    - ann-lee  # she\n    # and\n    - wga #they"),
    ("after brackets", MEETINGS, "[ann-lee, wga]", "[ann-lee, wga]  # both"),
    ("in brackets of ids", MEETINGS, "[ann-lee, wga]", "[ann-lee, # she\n    wga]"),
    ("on lines of its own", QUOTES, TEXT, f"  # before\n{TEXT}\n  # after"),
    ("deeper than its field", QUOTES, TEXT, f"{TEXT}\n    # after"),
    ("a field commented out", QUOTES, TEXT, f"{TEXT}\n  #speaker_role: x\n    #topics: [x]"),
    ("after a text in quote marks", QUOTES, TEXT, '  text: "We are #1"  # as she put it'),
    ("before a text", QUOTES, TEXT, "  text:  # as she put it\n    We are ready."),
    ("before named fields", MEETINGS, SUMMARY, "  summary: # note\n    text: They met."),
    ("in the place of a text", MEETINGS, SUMMARY, f"{SUMMARY}\n  why:  # not known"),
    ("after a bar", QUOTES, TEXT, "  text: |  # as she put it\n    We are the #1 employer.\n    #WGAStrong"),
    ("no space before it", QUOTES, TEXT, "  text: We are ready#1."),
    ("curly quote marks in a text", QUOTES, TEXT, "  text: “No,” we said, “not the writers’ room”"),
    ("curly quote marks that belong to it", QUOTES, TEXT, "  text: '“No”'"),
    ("words that name a field", QUOTES, TEXT, "  text: We met, and\n    then reviewed the text"),
    ("the time of day", QUOTES, TEXT, "  text: 12:30"),
    ("a word that others take for false", QUOTES, TEXT, "  text: no"),
    ("a long item", MEETINGS, SUMMARY, f"{SUMMARY}\n  asked:\n    - what did the two sides speak about for so long at\n      the meeting"),
    ("a number of thousands", QUOTES, TEXT, "  text: 1_000"),
    ("quote marks on several lines", QUOTES, TEXT, '  text: "We are: \n    ready"'),
    ("quote marks on lines below", QUOTES, TEXT, "  text:\n    'We are: \n    ready'"),
]
# fmt: on


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "told"), [case[1:] for case in MISREAD], ids=[case[0] for case in MISREAD]
)
def test_text_that_is_read_otherwise_is_told_with_its_line(
    file: str, old: str, new: str, line: int, told: str
) -> None:
    level, _, message = told.rpartition("… ")
    start = f"{level}{file}:{line}: "
    lines = lines_of(problems_of(file, changed(file, old, new)))
    assert any(one.startswith(start) and message in one for one in lines), lines


@pytest.mark.parametrize(("file", "old", "new"), [case[1:] for case in FINE], ids=[case[0] for case in FINE])
def test_comment_that_takes_nothing_away_is_left_in_peace(file: str, old: str, new: str) -> None:
    assert lines_of(problems_of(file, changed(file, old, new))) == []


def test_shipped_texts_are_read_as_they_were_meant() -> None:
    found: list[Problem] = []
    for name, data in gather(ROOT / "knowledge")[0].items():
        kind = next(kind for kind in KINDS if kind.file == name.rpartition("/")[2])
        root, _ = parse(data, name)
        assert root is not None
        for node in root.items if isinstance(root, Sequence) else [root]:
            found += misread(Item(kind, "", None, "", name, node, None), lines_of_file(data))
    assert lines_of(found) == []


_WORDS = st.sampled_from(
    'we are ready #1 # note: date: reviewed: speaker_role reviewed - -x ? : “so” “so, (pay), AI: it’s \'tis "no" no ~ null, a_b text:x'.split()
)
_TEXTS = st.lists(_WORDS, min_size=1, max_size=60).map(" ".join)


@settings(max_examples=200)
@given(_TEXTS, st.sampled_from(["  text: {}", "  text: x\n  more: [{}]", "  text: x\n  more:\n  - {}"]))
@example("word " * 20 + "reviewed: 2023", "  text: {}")
@example("word " * 20 + "- x", "  text: {}")
@example("- x", "  text: {}")
def test_what_is_formatted_is_read_as_it_was_meant(text: str, where: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    made = canonical(changed(EVENTS, "  text: The strike began.", where.format(quoted)), "events")
    assert [one for one in lines_of(problems_of(EVENTS, made)) if "characters" not in one] == []


def test_a_text_without_an_end_of_line_is_looked_at_too() -> None:
    file = FILES[EVENTS].replace("  text: The strike began.\n", "") + "  text: |\n    We won\n    # note"
    assert lines_of(problems_of(EVENTS, file)) == [
        f'notice: {EVENTS}:8: 2023-05-02-strike-begins.text: found the comment in "# note" as part of the text,'
        " expected comments above the field: below a | or > each line is text"
    ]
