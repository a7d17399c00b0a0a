"""What the coverage templates ask for in words."""
