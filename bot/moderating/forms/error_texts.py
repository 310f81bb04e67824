"""The validator's problems in a form's words: at the field they are about, with titles in the place of ids."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dates.partial import PartialDate
from bot.knowledge.editing import file_named
from bot.knowledge.problems import show
from bot.moderating.forms.catalogue import RECIPES
from bot.moderating.forms.engine.form_problems import file_of, label_of
from bot.moderating.forms.engine.form_types import FieldProblem
from bot.moderating.forms.engine.typed import length

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.knowledge.problems import Problem
    from bot.moderating.forms.engine.form_types import Addition, Made

_FIELDS = (
    (r"citations\.\d+\.passage", "passage"),
    (r"citations.*", "source"),
    (r"outcome\.(?:citations|source).*", "outcome_source"),
    (r"outcome\.reported_by", "outcome_by"),
    (r"phase", "date"),
    (r"roles\.1\.title", "role"),
    (r"roles\.1\.(party|since|until)", r"\1"),
    (r"roles.*", "more_roles"),
    (r"(\w+).*", r"\1"),
)
"""The way to a field of an entry, and the field of a form that fills it."""

_DATE = r"(?P<day>~?\d{4}[-\d]*)"
_SOURCE = r"“(?P<source>.*)”"
_SENTENCES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(?P<n>\d+) characters, expected at most (?P<most>\d+)", lambda m: length(int(m["n"]), int(m["most"]))),
    (r"(?:an empty (?:text|list)|nothing|no `\w+`).*", lambda _: "Please fill this in."),
    (
        r".* a second time \(.*",
        lambda _: (
            "Somebody else has just added an entry that would have the same id."
            " Look at that one first; if yours is another, try again."
        ),
    ),
    (
        r"“(?P<name>.*)”, which already means (?P<other>.*) \(.*",
        lambda m: f"“{m['name']}” already is a name of {m['other']}; a name leads to one entry only.",
    ),
    (
        rf"{_DATE}, which is after {_SOURCE} was published \((?P<then>.*)\), .*",
        lambda m: (
            f"{_words(m['day'])} is after {m['source']} was published ({_words(m['then'])})."
            " A source cannot know what came later: correct the day, or choose later sources only."
        ),
    ),
    (
        rf"an outcome of {_DATE} from {_SOURCE}, published before it \((?P<then>.*)\), .*",
        lambda m: (
            f"{m['source']} was published ({_words(m['then'])}) before the meeting of {_words(m['day'])},"
            " so it cannot know how that ended. Name the source that does on the page “Sources”."
        ),
    ),
    (
        rf"{_DATE}, which is after its last source, {_SOURCE}, was published \((?P<then>.*)\), .*",
        lambda m: (
            f"{_words(m['day'])} is after the last source, {m['source']}, was published ({_words(m['then'])})."
            " Correct the day, or choose the source that quotes it."
        ),
    ),
    (
        rf"{_DATE}, which is (?P<phase>\w+) the strike \((?P<first>.*) to (?P<last>.*)\), .*",
        lambda m: (
            f"{_words(m['day'])} is {m['phase']} the strike ({_words(m['first'])} to {_words(m['last'])})."
        ),
    ),
    (
        r"an end \((?P<last>.*)\) before the beginning \((?P<first>.*)\), .*",
        lambda m: f"The last day, {_words(m['last'])}, is before the first, {_words(m['first'])}.",
    ),
    (
        r"(?:the unknown id )?“(?P<name>.*)”(?:, which is an? \w+)?, expected the id of .*",
        lambda m: f"{m['name']} is not in the base any more. Choose it anew.",
    ),
    (r"“(?P<name>.*)”, which is withdrawn .*", lambda m: f"{m['name']} has been withdrawn. Choose another."),
    (
        r"“(?P<name>.*)”, which (?P<entry>\S*) \(.* answers too, .*",
        lambda m: f"Another entry answers “{m['name']}” too.",
    ),
    (
        rf"(?P<what>a deal|an end) of {_DATE}, of which the strike itself .*",
        lambda m: (
            f"The strike itself has nothing on {m['what']} of {_words(m['day'])}: does this change where it stands?"
            " Then say so in its own file too."
        ),
    ),
    (
        r"“(?P<asked>.*)”, to which “(?P<word>Yes|No)” says the opposite, .*",
        lambda m: (
            f"To “{m['asked']}” the “{m['word']}” of this answer would say the opposite. Reword one of them."
        ),
    ),
    (r"the same words as .*", lambda _: "The base has a quote with the same words already."),
    (
        r".* used only from the end of (?P<day>[-\d]+), (?P<zone>.*), expected .*",
        lambda m: (
            f"Without its time it counts only from the end of {_words(m['day'])}, {m['zone']}."
            " Add the time, such as 9:30pm, and it counts at once."
        ),
    ),
    (r".*, which is still to come, .*", lambda _: "This is still to come: until then nothing of it is told."),
    (
        r"a source that nothing cites.*",
        lambda _: "Nothing cites it yet: add the meeting, the quote … that does.",
    ),
    (
        r"(?P<what>the character U\+.*), expected text without it",
        lambda m: (
            f"There is {m['what']} in it, which cannot be kept. Delete it; the surest way is to type the words again."
        ),
    ),
)


def field_problems(problems: Sequence[Problem], made: Made) -> list[FieldProblem]:
    """What the validator says of the entries of a form. Notices about other entries are left out, errors are not."""
    found = (_told(problem, made) for problem in problems)
    return list(dict.fromkeys(one for one in found if one))


def _told(problem: Problem, made: Made) -> FieldProblem | None:
    addition = _addition(problem, made)
    text = sentence(problem, made)
    if addition is None:
        if (field := _changed(problem, made)) is not None:
            return FieldProblem(field, text, problem.level)
        if problem.level == "notice":
            return None
        place = f"{problem.file}, line {problem.line}" if problem.file and problem.line else problem.file
        return FieldProblem("", f"In the file {place}: {text}" if place else text)
    kind = next(kind for kind, recipe in RECIPES.items() if recipe.kind == addition.kind)
    form = RECIPES[kind].form
    here = label_of(problem) == addition.data["id"]
    name = _field(problem.path.partition(".")[2]) if here else "name"
    told = FieldProblem(name if name in form.fields else "", text, problem.level)
    if addition is made.additions[-1]:
        return told
    label = form.fields[told.field].label if told.field else ""
    return replace(told, field="", text=": ".join(filter(None, (form.title, label, text))))


def _changed(problem: Problem, made: Made) -> str | None:
    """The field of the form that a problem of an entry that changes is about, empty for none; None for other entries."""
    id, _, path = problem.path.partition(".")
    for change in made.changes:
        if (problem.file, id) == (file_named(change.entry), change.entry.rpartition("/")[2]):
            fields = RECIPES[made.form].form.fields if made.form in RECIPES else {}
            name = "source" if "citations" in path else path.rpartition(".")[2]
            return name if name in fields else ""
    return None


def _addition(problem: Problem, made: Made) -> Addition | None:
    """The new entry that a problem is about, also where the validator found it at another entry."""
    for addition in made.additions:
        id = str(addition.data.get("id", ""))
        if (problem.file, label_of(problem)) == (file_of(addition), id):
            return addition
        if f"which already means {id} (" in problem.found:
            return addition
    return None


def _field(path: str) -> str:
    for pattern, name in _FIELDS:
        match = re.fullmatch(pattern, path)
        if match:
            return match.expand(name)
    return ""


def sentence(problem: Problem, made: Made) -> str:
    """A problem as a sentence for somebody who has never seen a file."""
    text = f"{problem.found}, expected {problem.expected}" if problem.expected else problem.found
    for id, title in made.titles.items():
        text = text.replace(show(id), f"“{title}”").replace(f"already means {id} ", f"already means {title} ")
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    for pattern, wording in _SENTENCES:
        match = re.fullmatch(pattern, text)
        if match:
            return wording(match)
    return f"Found {text.replace('`', '')}."


def _words(date: str) -> str:
    """`March 4, 2024` for 2024-03-04."""
    try:
        return PartialDate.parse(date).words()
    except ValueError:
        return date
