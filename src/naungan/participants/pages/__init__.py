"""The pages of a worker or heir, and the public check of a card."""
