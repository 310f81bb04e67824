"""A question from the moment somebody asks it to the card below it."""
