"""The forms, one file for each kind of entry."""
