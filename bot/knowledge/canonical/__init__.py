"""The one form in which a knowledge file is written."""
