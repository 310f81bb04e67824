"""What is typed into the options of a command."""
