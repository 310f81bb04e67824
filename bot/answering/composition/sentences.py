"""Every sentence that the engine itself says: a closed list. All else that a reply tells are the words of an entry.

`{day}`, `{days}` and `{claimed}` are numbers, `{date}`, `{when}`, `{first}` and `{last}` dates, `{text}` the words of an
entry; the other slots are names, as the base has them.
A heading that stands by itself is made where it is shown: it states nothing.
"""

from __future__ import annotations

ALL: list[Sentence] = []
"""The list itself, in the order of this file."""


class Sentence:
    """A sentence with slots. Calling it fills them; KeyError for one that is missing."""

    def __init__(self, template: str) -> None:
        self.template = template
        ALL.append(self)

    def __call__(self, **slots: object) -> str:
        return self.template.format(**slots)

    def ending(self, tail: str) -> Sentence:
        """The same sentence with more at its end."""
        return Sentence(self.template.removesuffix(".") + tail)

    def denying(self, told: str, claimed: str) -> Sentence:
        """The same sentence with "not …" right behind what it tells, wherever in it that stands."""
        before, after = self.template.split(told)
        comma = "" if after[0] in ".,;:" else ","
        return Sentence(f"{before}{told}, not {claimed}{comma}{after}")


# Before an answer to a question of that polarity.

YES = Sentence("Yes. ")
NO = Sentence("No. ")

# From which time an answer is.

HELD_UNTIL = Sentence("That held until {date}.")
OF_ITS_TIME = Sentence("That is from the time of the {strike}, which ended on {date}.")

# Where a strike stands.

BEGINS = Sentence("The {strike} begins in {days}: its first day is {date}.")
HAD_NOT_BEGUN = Sentence("The {strike} had not begun: its first day was {date}.")
NO_FIRST_DAY = Sentence("The sources so far give no first day of the {strike}.")
ONGOING = Sentence("The {strike} is ongoing, now on day {day}.")
ONGOING_WITHOUT_DEAL = ONGOING.ending(", and no deal has been reported.")
ONGOING_WITHOUT_NEW_DEAL = ONGOING.ending(", and no new deal has been reported.")
ONGOING_UNCOUNTED = Sentence("The {strike} is on as far as the sources say; they give no first day.")
SUSPENDED = Sentence("The {strike} is suspended, on day {day}.")
DOUBTED = Sentence("The {strike} is on day {day} if it is still on; it was last confirmed on {date}.")
DOUBTED_UNCONFIRMED = Sentence(
    "The {strike} is on day {day} if it is still on; no recent source confirms it."
)
ON_DAY = Sentence("{strike}: ongoing, day {day}")
ON_STRIKE_DAY = Sentence("{strike}: strike day {day}")
ON_PLANNED_DAY = Sentence("{strike}: strike day {day}, if it goes ahead as called")
NOT_OUT_TODAY = Sentence("{strike}: no walk-out today")
DENIED = Sentence("The {strike} would be on day {day} if it is still on.")
UNHEARD_OF = Sentence("The sources do not say when the {strike} ended.")
UNHEARD_OF_SINCE = UNHEARD_OF.ending("; they last confirm it on {date}.")
ENDED = Sentence("The {strike} ended {when}.")
ENDED_AFTER = ENDED.ending(", after {days}.")
ENDED_AFTER_WALKOUTS = ENDED.ending(", after {days} of strike in {count}.")
CALLED_OFF = Sentence("The {strike} was called off {when}, before it began.")
OVER = Sentence("The {strike} is over.")
SETTLED = Sentence("The {strike} was settled without a strike.")
UNSETTLED = Sentence("The sources so far report no agreement on the {strike}.")
NO_END = Sentence("No end date is known.")
NO_STRIKE = Sentence("No strike by {party} is known: {party} is not on strike as far as the sources say.")
NO_STRIKE_BUT_CONTRACT = NO_STRIKE.ending(", and settled its contract without one.")
NOT_ON_STRIKE = Sentence("{party} is not on strike as far as the sources say.")
NOT_BEGUN = Sentence("{party} is not on strike as far as the sources say: no strike has begun.")

# Days and lengths.

WAS_DAY = Sentence("{date} was day {day} of the {strike}.")
WAS_DAY_IF_ON = WAS_DAY.ending(" if it was still on then.")
WOULD_BE_DAY = Sentence("{date} would be day {day} of the {strike}, if it is still on then.")
OUT_TODAY = Sentence(
    "A walk-out of the {strike} is on today, strike day {day}; its last day is planned to be {date}."
)
OUT_TODAY_OPEN = Sentence("A walk-out of the {strike} is on today, strike day {day}; no end has been set.")
LAST_DAY_OUT = Sentence(
    "A walk-out of the {strike} is on today, strike day {day}; today is planned to be its last day."
)
NOT_THAT_DAY = {
    sentence: sentence.denying("day {day}", "day {claimed}")
    for sentence in (
        ONGOING, SUSPENDED, DOUBTED, DOUBTED_UNCONFIRMED, DENIED, WAS_DAY, WAS_DAY_IF_ON, WOULD_BE_DAY, OUT_TODAY,
        OUT_TODAY_OPEN, LAST_DAY_OUT,
    )
}  # fmt: skip
"""For a question that claims another number."""
COUNTED_FROM = Sentence("Day 1 of the {strike} was {date}; days are counted in {place}.")
DAY_IS_ON = Sentence("Day {day} of the {strike} is {date}, in {days}, if it is still on then.")
DAY_IS_TODAY = Sentence("Day {day} of the {strike} is today, {date}.")
DAY_WAS_ON = Sentence("Day {day} of the {strike} was {date}.")
NEVER_HAD_DAY = Sentence("The {strike} never had a day {day}.")
BEGAN = Sentence("The {strike} began on {date}.")
WILL_BEGIN = Sentence("The {strike} begins on {date}.")
LASTED = Sentence("The {strike} lasted {days}: it began on {first}, and {last} was its last full day.")
WENT_FIRST = Sentence(
    "The {strike} came first: it began on {first}, and the {other} followed {days} later, on {last}."
)
SAME_DAY = Sentence("The {strike} and the {other} began on the same day, {date}.")
TOGETHER = Sentence("Both were on strike together for {days}: from {first} to {last}.")
TOGETHER_SO_FAR = Sentence("Both were on strike together for {days} so far: from {first} to {last}.")
LONGEST = Sentence("The longest {strike} that I have a count for is the {other}, at {days}.")
OF_LENGTH = Sentence("The {strike}: {days}.")
RAN = Sentence("The {strike}: {first} to {last}, {days}.")
RAN_IN = Sentence("The {strike}: {when}.")

# Walk-outs: `{span}` is from when to when.

PLANNED_TODAY = Sentence(
    "Today is strike day {day} of the {strike}, if the walk-out called for {span} is going ahead; the sources"
    " do not yet say so."
)
BETWEEN_WITH_NEXT = Sentence(
    "No walk-out of the {strike} is on today; the next one known is planned for {span}."
)
BETWEEN = Sentence("No walk-out of the {strike} is on today, and the sources so far report none to come.")
NOT_OUT_YET = Sentence("No walk-out of the {strike} has begun; the first one known is planned for {span}.")
UNCALLED = Sentence("The sources so far report no walk-out of the {strike}.")
NOT_OUT_ON = Sentence("{date} was not a strike day of the {strike}.")
NONE_PLANNED_ON = Sentence("The sources so far report no walk-out of the {strike} on {date}.")
NONE_PLANNED_IN = Sentence(
    "The sources so far report no walk-out of the {strike} between {first} and {last}."
)
PLANNED_ON = Sentence("{date} falls in a walk-out of the {strike} that is planned for {span}.")
NEXT_WALKOUT = Sentence("The next walk-out of the {strike} is planned for {span}, in {days}.")
NONE_TO_COME = Sentence("The sources so far report no walk-out to come in the {strike}.")
LAST_WALKOUT = Sentence("The latest in the {strike} was {walkout}.")
LAST_PLANNED = Sentence(
    "The latest that was called in the {strike} is {walkout}; the sources so far do not say how it went."
)
WALKOUTS_SO_FAR = Sentence("The sources so far report {count} of the {strike}, {days} in all.")
WAVES_SO_FAR = Sentence("The sources so far report {count} of the {strike} that have begun.")
UNCONFIRMED = Sentence("It was planned; the sources so far do not say how it went.")
ITS_LENGTH = Sentence("{walkout} is planned for {days}.")
ITS_LENGTH_OPEN = Sentence("No end has been set for {walkout}.")
LONGEST_WALKOUT = Sentence("The longest known in the {strike}, at {days}: {walkouts}.")
STARTS_AT = Sentence("{walkout} was called for {time} on {date}.")
BACK_AT = Sentence("{walkout} was called until {time} on {date}.")
NONE_CALLED_OFF = Sentence("The sources so far do not say that a walk-out of the {strike} was called off.")

ALL_TOGETHER = Sentence("Altogether: {count}, {days}.")
DUE_ON = Sentence("The date set is {date}, in {days}.")
DUE_TODAY = Sentence("The date set is today, {date}.")
WAS_DUE_ON = Sentence("The date set was {date}.")

# Employers of a strike, each by itself.

SIDES = Sentence("The sides of the {strike} are {unions} and {employers}.")
STRUCK = Sentence("The strike at {party} is on, at day {day}.")
STRUCK_IF_ON = Sentence(
    "The strike at {party} is on day {day} if it is still on; the {strike} was last confirmed on {date}."
)
STRUCK_BUT_DEAL = Sentence(
    "A deal with {party} has been reported; the sources so far report no end of the strike there."
)
STRUCK_SINCE = Sentence("The strike at {party} began on {date}.")
WILL_BE_STRUCK = Sentence("The strike at {party} begins on {date}.")
STRUCK_UNTIL = Sentence("The strike at {party} ended {when}, after {days}.")
STRUCK_FOR = Sentence(
    "The strike at {party} lasted {days}: it began on {first}, and {last} was its last day."
)
NOT_STRUCK = Sentence("The sources so far do not say that {party} is struck.")
WHAT_HAPPENED = Sentence("What happened {when}?")
VOTED_BEFORE = Sentence("The vote before it")
NO_DEAL_WITH = Sentence("The sources so far report no deal with {party}.")
DEALS_WITH = Sentence("The sources so far report a deal with {names}.")
DEALS_WITH_SOME = Sentence("The sources so far report a deal with {names}, and none with {others}.")
NO_DEALS = Sentence("The sources so far report no deal with {others}.")
STRUCK_NOW = Sentence("As far as the sources say, the strike is on at {names}.")
STRUCK_NOW_SOME = Sentence("As far as the sources say, the strike is on at {names}, and not at {others}.")
STRUCK_NOWHERE = Sentence("As far as the sources say, the strike is on at none of {others}.")
SETTLED_FIRST = Sentence("{party} was the first to have a deal, {when}.")

# Places.

PLACES_OUT = Sentence("Out in the {strike} on {date}: {names}.")
PLACES_PLANNED = Sentence("Out in the {strike} on {date}, if nothing changes by then: {names}.")
NO_PLACE_OUT = Sentence("The sources so far name no place that is out in the {strike} on {date}.")
PLACE_OUT_SINCE = Sentence("{place} has been out since {date}.")
PLACE_WAS_OUT = Sentence("{place} was out from {first} to {last}.")
PLACE_TO_WALK_OUT = Sentence("{place} is to walk out on {date}.")
PLACE_NOT_OUT = Sentence("The sources so far do not say that {place} walked out.")

# Ballots.

BALLOT_OPEN = Sentence("The ballot on {asks} is open until {date}.")
BALLOT_TO_OPEN = Sentence("The ballot on {asks} is planned to open on {date}.")
BALLOT_CLOSED = Sentence("The ballot on {asks} was to close on {date}; the sources so far give no result.")
NO_RESULT = Sentence("The sources so far give no result of the ballot on {asks}.")
TURNOUT = Sentence("The turnout in the ballot on {asks} was {percent} percent.")
IN_FAVOR = Sentence("In the ballot on {asks}, {percent} percent of the votes were in favor.")
MANDATE_RUNS = Sentence("The mandate for action runs to {date}.")
MANDATE_RAN_OUT = Sentence("The mandate for action ran out {when}.")

# Meetings.

NO_MEETING_ON = Sentence("The sources know of no meeting on {date}; the nearest one was on {when}.")
ABOUT_MEETING = Sentence("This is about the {meeting} on {when}.")
MEETING_WAS_ON = Sentence("The {meeting} took place on {when}.")
ASKED_FOR_IT = Sentence("{who} asked for the meeting of {when}.")
WAS_THERE = Sentence("{who} was there on {when}.")
NOT_NAMED = Sentence("{who} is not named among those at the meeting on {when}.")
NOBODY_OF = Sentence("Nobody from {party} is named among those at the meeting on {when}.")
ABSENT_UNKNOWN = Sentence("The sources do not say who was absent on {when}.")
NEXT_MEETING = Sentence("The next meeting is set for {date}.")
NO_TALKS_SET = Sentence("The sources so far name no date for further talks.")
NO_TALKS_ON = Sentence("The sources so far name no talks for {date}.")
NO_TALKS_BETWEEN = Sentence("The sources so far name no talks from {first} to {last}.")
LATEST_MEETING = Sentence("The latest meeting in the sources so far was on {date}.")
LATEST_TALKS = Sentence("The latest talks in the sources so far ran from {first} to {last}.")

# The story of a strike: a heading, and a line a step.

STORY = Sentence("The {names}, oldest first:")
AUTHORIZED = Sentence("{strike} authorized")
CONTRACT_AUTHORIZED = Sentence("{strike}: strike authorized")
WAS_CALLED = Sentence("{strike} called")
STRIKE_BEGINS = Sentence("{strike} begins")
WAS_SUSPENDED = Sentence("{strike} suspended")
RESUMES = Sentence("{strike} resumes")
STRIKE_RATIFIED = Sentence("{strike}: contract ratified")
CONTRACT_RATIFIED = Sentence("{strike} ratified")
STRIKE_ENDS = Sentence("{strike} ends")
TALKS_END = Sentence("{strike}: talks end")
AGREEMENT = Sentence("{strike}: tentative agreement")
AGREEMENT_WITH = Sentence("{strike}: tentative agreement with {who}")
AGREEMENT_REJECTED = Sentence("{strike}: tentative agreement rejected")
AGREEMENT_WITH_REJECTED = Sentence("{strike}: tentative agreement with {who} rejected")
REACHES = Sentence("{strike} reaches {who}")
RATIFIED_WITH = Sentence("{strike}: contract with {who} ratified")
ENDS_AT = Sentence("{strike} ends at {who}")
A_WALK_OUT = Sentence("{strike}: walk-out")
NAMED_WALK_OUT = Sentence("{strike}: {walkout}")

# Where the talks stand, and what is new.

OPEN_ISSUES = Sentence("My sources so far report no agreement on {issues}.")
NONE_OPEN = Sentence("My sources so far name no open issue in the talks of {talks}.")
AGREED_ISSUES = Sentence("Agreed, according to my sources: {issues}.")
NONE_AGREED = Sentence("My sources so far report no agreement on any issue in the talks of {talks}.")
BESIDE_EACH_OTHER = Sentence("The latest from each side in the talks of {talks}, issue by issue:")
EACH_OF_SEVERAL = Sentence("Where the talks stand, one by one: {names}.")
SINCE = Sentence("since {date}")
AFTER = Sentence("after {date}")
SINCE_DAYS = Sentence("in the last {count} days, since {date}")
SINCE_LAST = Sentence("since you last asked, {ago}")
LAST_UNKNOWN = Sentence("I do not know when you last asked; here is the last week. ")
NEW = Sentence("{count} things are new {span}, the latest first:")
ONE_NEW = Sentence("One thing is new {span}:")
NOTHING_NEW = Sentence("Nothing new {span}, as far as my sources go.")

# People and parties.

IS_WITH = Sentence("{who} is with {party}.")
IS_WITH_PART = IS_WITH.ending(", part of {whole}.")
NOT_WITH = {sentence: sentence.ending(", not with {others}.") for sentence in (IS_WITH, IS_WITH_PART)}
HOLDS = Sentence("{who} is {roles}.")
HELD = Sentence("{who} was {roles}.")
HOLDS_SINCE = Sentence("{who} has been {role} since {date}.")
HELD_FROM = Sentence("{who} was {role} from {date}.")
HELD_FROM_TO = Sentence("{who} was {role} from {date} to {last}.")
HELD_THEN = HELD.ending(" as of {date}, the latest that the sources tell.")
IS_NAMED = Sentence("{party} is {name}.")

# Positions and words.

NONE_OF_ITS_OWN = Sentence("The sources give no position of {party}'s own; this is {whole}'s.")
ONLY_OF_MEMBERS = Sentence("The sources give no position of {party} as a whole, only of {members}.")
SAID = Sentence("{who} said {when}:")
SAID_BY_ANOTHER = Sentence("{who} is quoted in someone else's account, {when}:")
SAID_IT = Sentence("{who} said it {when}: {setting}.")
TOLD_BY = Sentence("According to {who}.")
ACCORDING_TO = Sentence("{text}, according to {who}.")

# Sources.

RESTS_ON = Sentence("That answer rests on {sources}.")
LATEST_REST_ON = Sentence("Every answer names its own sources; the latest ones here rest on {sources}.")
ACCOUNT_OF = Sentence(
    "That is the account of {who}, from the sources named; it is given here as theirs, not as established fact."
)
NO_ACCOUNT = Sentence(
    "That is what the sources named below report; where it is one side's account, the answer says whose."
)
NEWEST_SOURCE = Sentence("The newest source so far is {publisher}, {date}.")
NEWEST_ABOUT = Sentence("The newest source about the {strike} is from {date}.")
WEAK = Sentence("Unconfirmed.")
"""Of what weak pages alone carry."""
AS_OF = Sentence("As of {date}, {time} {place}.")
CHECKED = Sentence("Checked on {date}.")

# Headings before an entry's own words, and lists of names.

DATED = Sentence("{date}: {text}")
DIFFERS = Sentence("Sources differ: {text}.")
ON_ISSUE = Sentence("On {issue}: {text}")
OF_STRIKE = Sentence("The {strike}: {text}")
IN_THE_ROOM = Sentence("In the room on {when}: {names}.")
THERE_FOR = Sentence("For {party} on {when}: {names}.")
NAMES = Sentence("{names}.")
PEOPLE_OUT = Sentence("People: {count}.")
CALLED_OUT = Sentence("{names}: {count}.")

# Talk, questions back, and what is not answered.

GREETING = Sentence("Hello! Ask me about the strike.")
WELCOME = Sentence("You are welcome! Ask me anything else about the strike.")
HELP = Sentence(
    "I answer questions about the strikes, and name the sources of every answer. Ask in your own words."
)
IDENTITY = Sentence(
    "I am Strikebot. I look for your question in what the moderators have written, and cite its sources; I make nothing up."
)
NO_PREDICTION = Sentence("I cannot say what will happen; I only tell what the sources report.")
NO_PERSONAL = Sentence("I have nothing on anyone's private life.")
NO_LEGAL = Sentence("I cannot give legal advice. Your union can tell you what the strike rules allow.")
NO_CHORE = Sentence("I only answer questions about the strikes, and only from sources.")
NO_ELSEWHERE = Sentence("I only know about the strikes I have sources for.")
NO_OPINION = Sentence("I take no side; I only tell what the sources say.")
NO_PRIVATE_EFFECTS = Sentence(
    "I cannot say what it means for you personally; I only tell what the sources say."
)
WHAT_ABOUT_THE_STRIKE = Sentence("What would you like to know about the strike?")
WHAT_ABOUT_THAT = Sentence("What would you like to know about that?")
NOT_UNDERSTOOD = Sentence("{asks} Which day of the strike do you mean?")
"""`{asks}` is what the reader of dates says of a date that is none, or that it could not read."""
READ_AS = Sentence("I read {count} as {span}.")
NO_SUCH_DAY = Sentence("There is no day {count}: strike days are counted from day 1.")
NOT_THIS_DAY = {
    sort: (Sentence(f"{opening}: day 1 was {{date}}."), Sentence(f"{opening}: day 1 will be {{date}}."))
    for sort, opening in {
        "zero": "There is no day 0",
        "fraction": "There is no day {count}",
        "negative": "There is no day {count}",
        "huge": "Day {count} is further off than I can count",
        "unclear": "I cannot tell which day “{count}” is",
    }.items()
}
"""For the number of a day that is none, by its sort, after the first day of the strike and before it."""
FIRST_DAY_WAS = Sentence("For the {strike}, day 1 was {date}.")
FIRST_DAY_WILL_BE = Sentence("For the {strike}, day 1 will be {date}.")
WHOM_OR_WHAT = Sentence("Which of these do you mean?")
ONE_OF_THESE = Sentence("I am not sure what you mean. Is it one of these?")
LIKELY = Sentence("This may be what you are looking for:")
NEAREST = Sentence("I am not sure I have that. This comes closest:")
NO_ANSWER = Sentence("I have no sourced answer to that.")
NOT_IN_USE = Sentence("I no longer answer from that entry.")
NO_PLACE = Sentence("My sources do not say where.")
NO_REASON = Sentence("My sources do not say why.")
DATED_TO = Sentence("The sources date that to {date}.")
NOTHING_LATER = Sentence("My sources report nothing after that.")
NOTHING_EARLIER = Sentence("My sources report nothing before that.")
NOTHING_AS_OF_THEN = Sentence("I have nothing on that as of that date.")
