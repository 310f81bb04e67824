"""What is told without being asked: the steps of a strike as facts, what changed between two bases, and who is due what."""
