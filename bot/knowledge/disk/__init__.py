"""The knowledge folder on the disk."""
