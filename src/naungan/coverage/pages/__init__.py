"""The public pages of coverage."""
