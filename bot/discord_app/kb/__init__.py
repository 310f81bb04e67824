"""What moderators do in Discord: the `/kb` commands, their forms, cards and buttons."""
