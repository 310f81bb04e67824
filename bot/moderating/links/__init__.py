"""Whether the pages that a base cites still open: each address is opened, and what became of it goes into sources.yaml."""
