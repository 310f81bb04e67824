"""Files that go into the site as they are."""
