"""What the templates of mandates ask for in words."""
