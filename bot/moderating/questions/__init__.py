"""Questions that had no answer: what is kept of them, which belong together, which are answered by now, and the digest."""

from bot.moderating.questions.answered import answered_now, unanswered
from bot.moderating.questions.grouping import Group, grouped
from bot.moderating.questions.nearest import Near, near, nearest_entries
from bot.moderating.questions.scrubbing import key_of, scrub
from bot.moderating.questions.waiting import KeptQuestion
from bot.moderating.questions.weekly import Digest, Section, digest, lines

__all__ = [
    "Digest",
    "Group",
    "KeptQuestion",
    "Near",
    "Section",
    "answered_now",
    "digest",
    "grouped",
    "key_of",
    "lines",
    "near",
    "nearest_entries",
    "scrub",
    "unanswered",
]
