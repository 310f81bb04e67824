"""What is known at a moment, and what follows from it."""
