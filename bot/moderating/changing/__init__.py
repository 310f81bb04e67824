"""Changes of an entry that is there: its parts as forms, filled with what stands in the file, and what becomes of them."""

from bot.moderating.changing.changed import Opened, changed, opened, touched
from bot.moderating.changing.entry import Standing, made_of, standing
from bot.moderating.changing.parts import Part, parts_of

__all__ = ["Opened", "Part", "Standing", "changed", "made_of", "opened", "parts_of", "standing", "touched"]
