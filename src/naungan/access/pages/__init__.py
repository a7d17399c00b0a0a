"""The pages of access: signing in, one's own account, revealing a NIK."""
