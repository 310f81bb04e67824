"""What each word means that a field takes of a closed list, by the model and the field."""

from __future__ import annotations

from bot.knowledge.model.models import Topic

MEANINGS: dict[str, dict[str, str]] = {
    "Profile.date_order": {"month-first": "4/5 is April 5", "day-first": "4/5 is May 4"},
    "Source.kind": {
        "primary": "from a party itself: a union's page, an employer's letter",
        "press": "a newspaper, an agency, a broadcaster",
        "repost": "a copy of one of these on another site",
        "reference": "an encyclopedia, a list, a register",
        "weak": "a page that names no sources of its own; answers that rest on such pages alone say so",
    },
    "Source.link": {
        "dead": "the page is gone: its copy is linked in its place, or nothing where there is none",
        "moved": "it leads to another address for good, and is still linked",
    },
    "Party.kind": {
        "union": "a union, which strikes",
        "employers": "an association of employers",
        "company": "one employer",
        "committee": "a part of a union or of an association, such as those who bargain",
        "public": "a government, a court, an office, a council",
        "press": "a newspaper or a broadcaster that is itself asked about",
    },
    "Party.article": {"the": "the name takes `the` in a sentence", "none": "it takes none"},
    "Answer.topic": {str(topic): topic.about for topic in Topic},
    "Check.kind": {
        "answer": "the bot answers",
        "shortlist": "it lists the nearest entries",
        "clarify": "it asks back which one is meant",
        "decline": "it says that it does not know",
    },
    "Strike.kind": {
        "strike": "a strike, planned, on or over",
        "contract": "bargaining that came, or is to come, to a contract without a strike",
    },
    "Strike.strike_days": {
        "every-day": "every day from the first to the last counts",
        "walkouts": "only the days of the walk-outs in walkouts.yaml count",
    },
    "Meeting.phase": {
        "before": "before the first day of the strike",
        "during": "on days of the strike",
        "after": "after its last day",
    },
    "Meeting.kind": {
        "sidebar": "a talk of a few, aside from bargaining",
        "bargaining": "a session in which both sides bargain",
        "contact": "a call, a letter, a message",
        "executives": "a meeting with the heads of companies",
        "offer": "one side put an offer on the table",
        "vote": "a body of one side voted",
        "agreement": "the sides agreed",
        "mediation": "with a mediator",
        "arbitration": "before an arbitrator",
    },
    "Position.stance": {
        "demands": "wants it",
        "offers": "would give it",
        "willing": "would talk about it",
        "refuses": "will not have it",
        "silent": "has not answered",
        "agreed": "both sides agreed on it; `party` is a list of both",
    },
    "Event.kind": {
        "strike": "it began, stopped, went on",
        "talks": "about bargaining, where it was no meeting",
        "vote": "a vote that needs no numbers",
        "deal": "a deal was reached",
        "statement": "somebody said or wrote something",
        "people": "somebody came, left or was chosen",
        "milestone": "anything else worth a line in the timeline",
        "lockout": "the employer keeps workers out",
        "overtime-ban": "members work no overtime",
        "work-to-rule": "members do what the rules ask, and no more",
        "cooling-off": "a period in which nobody may strike",
        "injunction": "a court forbids or orders something",
        "back-to-work-order": "workers are ordered back",
        "mediation": "a mediator is called, or works",
        "arbitration": "an arbitrator is called, or decides",
        "charge": "a charge before a labor board",
        "exemption": "some may go on working",
        "layoffs": "people are laid off over it",
        "deadline": "a day that somebody set",
    },
    "Ballot.kind": {
        "strike": "for action",
        "offer": "on a deal or an offer",
        "indicative": "a poll that binds nobody",
        "other": "anything else",
    },
    "Figure.counts": {
        "strikers": "people out",
        "members": "people whom the dispute is about",
        "cost": "money",
        "other": "anything else: loaves not baked, appointments put off",
    },
}
