"""A message as it was typed, and the one question that it asks."""
