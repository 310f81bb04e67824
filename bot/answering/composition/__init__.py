"""A reply put into words: every sentence with its sources."""
