"""What must agree between entries."""
