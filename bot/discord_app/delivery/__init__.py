"""Getting a response to Discord in time."""
