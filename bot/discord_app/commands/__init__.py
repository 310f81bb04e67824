"""The commands for members."""
