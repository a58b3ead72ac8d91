"""Explains an answer to people: what each stage decided, what it did not, and what would change that."""
