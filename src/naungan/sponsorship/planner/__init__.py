"""The planner: whom to protect with a sum of money, where, from which month, for how long, and why so."""
