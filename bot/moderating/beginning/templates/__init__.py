"""The comments of a new base: what belongs into each file, and entries to write out, each behind `# `."""
