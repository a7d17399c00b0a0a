"""The pages of claims: the heir's, the worker's, the employer's, the officer's, the branch head's."""
