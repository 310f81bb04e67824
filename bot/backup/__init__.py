"""Knowledge and records in one file, and back."""
