"""The base as a website: pages, feeds, a calendar and files for other programs, as bytes. Nothing is written here."""
