"""Days, moments and numbers: how they are read, counted and told. Pure: no clock, no network, no Discord."""
