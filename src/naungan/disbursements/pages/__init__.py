"""The pages of disbursing."""
