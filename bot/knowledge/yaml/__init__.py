"""YAML into a tree of texts, with the place of each."""
