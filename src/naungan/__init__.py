"""Naungan: Indonesia's employment social security, from the article of the law to the defended figure."""
