"""Mentions: finding money, times, quantities and names in a normalised text, one module a kind."""
