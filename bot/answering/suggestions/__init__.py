"""Questions to offer; the base answers each of them."""
