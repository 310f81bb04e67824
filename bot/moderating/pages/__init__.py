"""A page that is to be added as a source: fetched politely, and asked what it says of itself. Nothing of it is trusted."""
