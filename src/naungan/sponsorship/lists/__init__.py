"""From a candidate list as a local government has it to the decree by name."""
