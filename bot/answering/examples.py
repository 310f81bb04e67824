"""Questions to offer: to begin with, and one for each kind of question."""

from __future__ import annotations

OPENERS = (
    "What day of the strike is it?",
    "Is the strike over?",
    "What happened at the latest meeting?",
    "What is the latest news?",
    "Why are the writers on strike?",
    "When did the strike start?",
)
EXAMPLES = {
    "day": "What day of the strike is it?",
    "status": "Is the strike over?",
    "start": "When did the strike start?",
    "end": "When did the strike end?",
    "length": "How long did the strike last?",
    "longest": "What was the longest strike?",
    "past_strikes": "When did they strike before?",
    "meeting": "What happened at the latest meeting?",
    "meeting_topics": "What was discussed at the meeting?",
    "meeting_next": "What happens next?",
    "meeting_why": "Why was there no agreement?",
    "meeting_when": "When was the meeting?",
    "meeting_asked": "Who asked for the meeting?",
    "attendees": "Who was in the room?",
    "compare": "How far apart are the writers and the studios?",
    "terms": "What did the writers get in the contract?",
    "reasons": "Why are they on strike?",
    "effects": "What does the strike affect?",
    "latest": "What is the latest news?",
    "timeline": "What happened on August 4?",
    "need": "What help is there for people on strike?",
    "source": "Where does this come from?",
    "reliability": "Whose account is this?",
    "vote_authorization": "How did the strike authorization vote go?",
    "vote_ratification": "How did the ratification vote go?",
}
