"""The kinds of question, with the phrasings by which each is found."""
