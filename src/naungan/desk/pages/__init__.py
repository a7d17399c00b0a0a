"""The pages of the desk: each parses, calls one verb, shows."""
