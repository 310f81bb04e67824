"""Messages that lean on the reply before them."""
