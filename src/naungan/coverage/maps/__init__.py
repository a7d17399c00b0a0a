"""Maps of coverage: tiles drawn from centroids, or the boundaries an operator supplies."""
