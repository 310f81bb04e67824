"""What those who manage a server have set for it."""
