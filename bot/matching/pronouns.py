"""What a message points at without naming it: `she`, `they`, `that meeting`, `there`; and what it holds itself to point at.

All by its words, with a placeholder for each name (`Question.frame`).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.matching.fragments import FILLERS
from bot.matching.ordinals import ONE, ORDINALS
from bot.matching.slots import PLACEHOLDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

Group = str
"""What can be taken over: `person`, `party`, `issue`, `place`, `strike`, `date`."""
EVERYTHING: frozenset[Group] = frozenset(("person", "party", "issue", "place", "strike", "date"))
WHO: frozenset[Group] = frozenset(("party", "strike"))
OCCASION: frozenset[Group] = frozenset(("party", "strike", "date"))
NAMES = frozenset(PLACEHOLDERS.values())
THINGS = NAMES - {PLACEHOLDERS["date"], PLACEHOLDERS["number"], PLACEHOLDERS["quote"]}
PERSONS = frozenset("he she him her his hers himself herself".split())
SIDES = frozenset("they them their theirs themselves".split())
IT = frozenset("it its".split())
THAT = frozenset("that this those these".split())
COPULAS = frozenset("is are was were am be been".split())
AUXILIARIES = COPULAS | frozenset("do does did has have had will would can could should may might".split())
ASKING = frozenset("what who whom whose when where why how which".split())
DETERMINERS = frozenset(
    "the a an any some no each every both all last next first latest my our your his her their old new current".split()
)
_PLURALS = frozenset("people staff strike everyone anyone someone nobody anybody somebody".split())
"""What `they` may stand for within the same message, beside names and any plural."""
_NO_PLURALS = frozenset(
    "always besides does else happens means perhaps says sometimes this towards was whats yes".split()
)
_NOUNS = frozenset(
    """
    agreement contract deal guild meeting money offer pay pledge strike strikes talks union vote walkout work
    """.split()
)
"""What `it` may stand for within the same message, beside names and what has an article."""
_SUBJECTS = frozenset(
    "agreement contract deal meeting negotiations offer pledge strike talks vote walkout".split()
)
"""What `it` may stand for in the question before."""
_ANTECEDENTS = frozenset(PLACEHOLDERS[kind] for kind in ("strike", "issue", "number", "quote"))
_DAYS = frozenset("day night evening morning weekend".split())
"""Before one of these `that` opens no clause."""
_EMPTY_IT = re.compile(
    r"\b(?:day|date|time|year|month|week) (?:of .{0,30} )?is it\b|\bit is\b"
    r"|\b(?:is|was) it (?:really |actually )?(?:that(?! (?:much|many|long|high|low|big|small|bad|late|early|way)\b)"
    r"|the|a|an|they|who|really|\w+slot)\b"
    r"|\bis it (?:\w+ )?(?:true|possible|legal|illegal|ok|okay|allowed|fair|worth|safe|likely|normal|necessary|wrong"
    r"|bad|hard|right|good|late)\b.*\b(?:that|to|for|if)\b"
    r"|\b(?:does|did|will|would|can) it (?:take|cost|matter|mean)\b.*\b(?:to|for|if|when|\w+slot)\b"
    r"|\bcomes to it\b|\bit (?:seems|looks|comes|turns)\b|\bmake it\b"
    r"|\b(?:said|says|say|think|thinks|thought|heard|told) it (?:is|was|would|will)\b|\bcall(?:s|ed)? it(?: \w+){3}"
)
"""Where `it` stands for nothing, or for what follows: `what day is it`, `is it legal to`, `who called it a single step`."""
_CLAUSE = frozenset("the a an they he she we you i it there no some all any if when who".split()) | (
    NAMES - {PLACEHOLDERS["date"]}
)
"""After these begins the clause that `that` only opens: `is it true that the owners …`."""
_TIMES = frozenset(
    "week year month morning afternoon evening weekend summer fall autumn winter spring quarter days".split()
)
_MINE = frozenset("my our".split())
_SOME = frozenset("somebody someone".split())
_SOMEBODY = _SOME | frozenset(
    """
    friend friends buddy pal mate neighbor neighbour colleague coworker roommate boss guy girl man woman lady kid dude person
    member worker writer actor actress doctor nurse crew driver striker picketer trainee temp student freelancer
    """.split()
)
"""With an article before them: who a story is about."""
_POINTED: tuple[tuple[frozenset[str], frozenset[Group]], ...] = (
    (frozenset("strike strikes walkout stoppage".split()), frozenset(("party", "strike"))),
    (
        frozenset("meeting session day days night talks vote weekend sitdown offer time date".split()),
        OCCASION,
    ),
    (frozenset("deal contract agreement union guild side company employer employers".split()), WHO),
    (
        frozenset("issue topic rule rules demand demands proposal proposals term terms point".split()),
        EVERYTHING,
    ),
    (frozenset("guy man woman lady person dude people".split()), frozenset(("person",))),
)
"""What `that` or `this` points at with the noun behind it."""
_BEHIND = frozenset("again and by exactly first mean now or so that too when yet".split()) | {
    PLACEHOLDERS["date"]
}
"""What may stand behind a `that` that points."""
_AFTER = re.compile(
    r"\b(?:and|since|until|till|by|before|from|back|happened|happens|what|just|right) then\b|^then\b"
)
ANSWERS = frozenset(
    "answer answered back counter countered react reacted replied reply respond responded response".split()
)
_OBJECTLESS = frozenset(
    """
    accept accepted agree agreed answer answered comment commented counter countered disagree disagreed react reacted refuse
    refused reject rejected replied reply respond responded
    """.split()
)
"""Verbs that say nothing of what they are about where nothing follows them: `how did the owners respond`."""
OTHER = re.compile(
    r"\b(?:the|that|their) other (?:side|party|one|ones|union|unions|guild|strike|team|half|guys|people)\b"
)
ANOTHER = re.compile(r"\b(?:the|that|their) other (?:ones?|company|strike)\b")
"""One beside the one spoken of, and not its opponent, where there is one of its sort."""
OTHERS = re.compile(
    r"\b(?:(?:all )?(?:the|those|these) (?:others|rest)(?: of (?:them|those)|(?! of\b))"
    r"|(?:the|those|these) other (?:(?:two|three|four) )?(?:two|three|four|ones|companies|company|employers|automakers"
    r"|carmakers|firms|unions?|guilds?|strikes?)"
    r"|(?:the )?remaining (?:two|three|ones|companies)|(?:and|or) (?:others|the others))\b"
)
"""All others of the sort that was spoken of."""
ROLES = {
    **dict.fromkeys("union unions guild guilds members".split(), "union"),
    **dict.fromkeys("employer employers management bosses company companies".split(), "employer"),
}
"""Nouns that stand for a side of the dispute spoken of."""
_JOINT = frozenset(
    """
    agree agreed agreement agreeing bargain bargained bargaining deal discuss discussed meet meeting met negotiate negotiated
    negotiating negotiations settle settled talk talked talking talks
    """.split()
)
"""What two sides do together."""
PREPOSITIONS = frozenset("of for with by to at in on from about since until till".split())
SAME_TIME = re.compile(r"\b(?:that|same|the same) (?:day|night|week|time|meeting|session)\b")
"""The time of what was spoken of."""
OCCASIONS = frozenset("meeting session sitdown vote ballot".split())
GENERIC = frozenset(
    """
    people person anyone anybody someone everyone everybody else guys votes voters ballots members sides side both days day weeks
    week hours months times turnout margin outcome result results score tally count total number exact reaction response
    reason percent percentage anything something exactly many much long often far soon old ago first again next finally actually
    even ever really already yet still so together out up off away over down in on by for against of to at from with the a an any
    other part parts point details favor favour yes no majority unanimous unanimously against kind sort
    """.split()
)


def pointed_at(frame: Sequence[str]) -> frozenset[Group]:
    """The groups that a message points at without naming one of them: with `she`, `they`, `that meeting`, `there`."""
    found: frozenset[Group] = frozenset()
    line = " ".join(frame)
    if not PERSONS.isdisjoint(frame) and PLACEHOLDERS["person"] not in frame and not tells_of_somebody(frame):
        found |= {"person"}
    if not SIDES.isdisjoint(frame) and not _named_sides(frame):
        found |= WHO
    if not IT.isdisjoint(frame) and not _EMPTY_IT.search(line) and not _has_noun(frame, _first(frame, IT)):
        found |= EVERYTHING
    found |= _demonstrated(frame)
    if (NAMES.isdisjoint(frame) and _AFTER.search(line)) or (
        PLACEHOLDERS["date"] not in frame and _is_place(frame)
    ):
        found |= (
            OCCASION if NAMES.isdisjoint(frame) and _AFTER.search(line) else OCCASION | {"issue", "place"}
        )
    if OTHER.search(line) and not THINGS & set(frame):
        found |= WHO
    if OTHERS.search(line) and not THINGS & set(frame):
        found |= WHO | {"issue"}
    if any(one in ORDINALS and two in ONE for one, two in pairwise(frame)):
        found |= WHO
    last = next((token for token in reversed(frame) if token not in FILLERS), "")
    if last in _OBJECTLESS and PLACEHOLDERS["issue"] not in frame:
        found |= {"issue", "strike", "date"}
    return found


def tells_of_somebody(frame: Sequence[str]) -> bool:
    """Whether a message itself says whom its `she` stands for: `my cousin is a grip, does she get paid`."""
    at = next((number for number, token in enumerate(frame) if token in PERSONS), 0)
    before = frame[:at]
    kin = any(one in _MINE and two not in THINGS and two not in _TIMES for one, two in pairwise(before))
    return kin or (not _SOMEBODY.isdisjoint(before) and not {"a", "an", *_MINE, *_SOME}.isdisjoint(before))


def roles_in(frame: Sequence[str]) -> list[str]:
    """The sides that a message speaks of by what they are: `union`, `employer`, `other` than the one spoken of."""
    other = ["other"] if OTHER.search(" ".join(frame)) or _answering(frame) else []
    return other or [ROLES[token] for token in frame if token in ROLES]


def joint(frame: Sequence[str]) -> bool:
    """Whether `they` are both sides of the dispute: `did they agree`, `are they still talking`."""
    return not SIDES.isdisjoint(frame) and not _JOINT.isdisjoint(frame)


def on_that_occasion(frame: Sequence[str]) -> bool:
    line = " ".join(frame)
    pointed = any(one in THAT and two in OCCASIONS | {"day", "night"} for one, two in pairwise(frame))
    return pointed or _is_place(frame) or bool(_AFTER.search(line))


def named_for_it(frame: tuple[str, ...], before: Sequence[str]) -> tuple[str, ...]:
    """A message's frame with what `it` or `that` stands for in its place: the last thing that the question before named."""
    things = [token for token in reversed(before) if token in _ANTECEDENTS or token in _SUBJECTS]
    if PLACEHOLDERS["party"] not in frame:
        things += [token for token in before if token == PLACEHOLDERS["party"]]
    thing = next(iter(things), None)
    at = next((number for number, token in enumerate(frame) if token in IT | THAT | ONE), None)
    if (
        thing is None
        or at is None
        or frame[at + 1 : at + 2] in {(noun,) for nouns, _ in _POINTED for noun in nouns}
    ):
        return frame
    if frame[at] in ONE:
        return (*frame[:at], "strike" if thing == PLACEHOLDERS["strike"] else thing, *frame[at + 1 :])
    return (*frame[:at], *((thing,) if thing in NAMES else ("the", thing)), *frame[at + 1 :])


def another_of_them(frame: Sequence[str], before: tuple[str, ...]) -> tuple[str, ...] | None:
    """The question before, asked of another of its kind: `and the last one?` after `when is the next meeting`."""
    rest = [token for token in frame if token not in FILLERS and token not in ("that", "it", "what", "about")]
    ordinal = (
        "previous"
        if rest[-2:] == ["one", "before"]
        else next((token for token in rest if token in ORDINALS), None)
    )
    if (
        ordinal is None
        or not ONE & set(rest)
        or any(token not in ORDINALS | ONE | {"before"} for token in rest)
    ):
        return None
    kept = [token for token in before if token not in ORDINALS]
    at = next((number for number, token in enumerate(kept) if token in _SUBJECTS), None)
    return None if at is None else (*kept[:at], ordinal, *kept[at:])


def _answering(frame: Sequence[str]) -> bool:
    """`what did they say back`: they are the side that did not speak first."""
    return not SIDES.isdisjoint(frame) and not ANSWERS.isdisjoint(frame)


def _is_place(frame: Sequence[str]) -> bool:
    """Whether `there` is a place: `who was there`, `what did she say there`; in `is there a deal` it is none."""
    if "there" not in frame:
        return False
    at = _first(frame, frozenset(("there",)))
    before, following = frame[at - 1] if at else "", frame[at + 1] if at + 1 < len(frame) else ""
    if following and following not in PREPOSITIONS:
        return False
    return bool(before) and (before not in COPULAS or frame[0] in ("who", "anyone", "was", "were"))


def _first(frame: Sequence[str], wanted: frozenset[str]) -> int:
    return next(number for number, token in enumerate(frame) if token in wanted)


def _named_sides(frame: Sequence[str]) -> bool:
    """Whether a message names whom its `they` stands for."""
    who = {PLACEHOLDERS[kind] for kind in ("party", "person", "strike")}
    at = _first(frame, SIDES)
    before = frame[:at]
    if frame[at] == "them" and len(_named(before)) == 1 and frame[at - 1] not in PREPOSITIONS:
        return False  # who does something to them is another
    return not who.isdisjoint(frame) or any(token in _PLURALS or is_plural(token) for token in before)


def _named(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token in THINGS or token in _PLURALS or is_plural(token)]


def is_plural(token: str) -> bool:
    """Whether a word looks like more than one of something."""
    return len(token) > 4 and token.endswith("s") and not token.endswith("ss") and token not in _NO_PLURALS


def _has_noun(frame: Sequence[str], at: int) -> bool:
    """Whether a message holds what its pointing word at this place may stand for.

    A party or person is that only where it stands in front of the question: `south mill, should I boycott it`.
    """
    before = frame[:at]
    if frame[0] in AUXILIARIES and at > 2 and frame[1] in _ANTECEDENTS and frame[at - 1] not in COPULAS:
        frame = (frame[0], *frame[2:])  # who does that is another: `do temps get that too`
        before, at = frame[: at - 1], at - 1
    asks = next((number for number, token in enumerate(frame) if token in ASKING or token in AUXILIARIES), at)
    if (
        not _ANTECEDENTS.isdisjoint(frame)
        or not _NOUNS.isdisjoint(before)
        or not NAMES.isdisjoint(frame[: min(asks, at)])
    ):
        return True
    return (at > 4 and before[-2:] == ("who", "said")) or any(
        token.isdecimal()
        or (number and before[number - 1] in DETERMINERS and token not in GENERIC and token not in NAMES)
        for number, token in enumerate(before)
    )


def _demonstrated(frame: Sequence[str]) -> frozenset[Group]:
    """What `that`, `this`, `those` point at; nothing where they open a clause, or name a time by the calendar."""
    found: frozenset[Group] = frozenset()
    for number, token in enumerate(frame):
        if token in THAT:
            found |= _shown(frame, number)
    return found


def _shown(frame: Sequence[str], at: int) -> frozenset[Group]:
    here = frame[at] in ("this", "these")
    before = frame[at - 1] if at else ""
    following = frame[at + 1] if at + 1 < len(frame) else ""
    if (here and following in _TIMES) or (following == "day" and PLACEHOLDERS["number"] in frame):
        return frozenset()
    groups = next((groups for nouns, groups in _POINTED if following in nouns), None)
    if groups is not None:
        named = (
            not THINGS.isdisjoint(frame) if here else "date" not in groups and not THINGS.isdisjoint(frame)
        )
        attached = (
            not before
            or following in _DAYS
            or before in AUXILIARIES | PREPOSITIONS | ASKING | {"and", "or", "than"}
        )
        return groups if attached and not named else frozenset()
    spoken = bool(before) and before not in AUXILIARIES | PREPOSITIONS | ASKING
    opens = following in _CLAUSE and before not in PREPOSITIONS and bool(before)
    opens |= spoken and bool(following) and following not in AUXILIARIES | PREPOSITIONS | _BEHIND
    return frozenset() if opens or _has_noun(frame, at) else EVERYTHING
