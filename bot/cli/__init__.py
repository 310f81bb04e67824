"""The command line: parses what was typed, calls one function, shows one result."""
