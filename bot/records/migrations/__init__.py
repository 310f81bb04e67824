"""The tables of the records, version by version, for Alembic. A version that was released is never changed."""
