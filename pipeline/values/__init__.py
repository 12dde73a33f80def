"""Strings to values: pure functions that know nothing of documents."""
