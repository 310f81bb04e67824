"""The base as a website: pages, feeds, a calendar and files for other programs, as bytes. It writes nothing and knows no clock."""
