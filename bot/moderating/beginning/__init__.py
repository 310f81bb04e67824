"""The beginning of a knowledge base: from what somebody says of a strike to whole files, with marked places for the rest."""
