"""What the bot remembers: unanswered questions, edits, drafts. SQLite or PostgreSQL."""
