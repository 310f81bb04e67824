"""A reply in Spanish, sentence by sentence as people wrote it."""
