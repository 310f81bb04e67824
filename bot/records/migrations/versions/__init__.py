"""One file a version, named in bot/records/migrate.py."""
