"""What moderators do, apart from where they do it: forms, edits, the questions that wait. No Discord in it."""
