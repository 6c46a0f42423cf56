"""Decide which documents speak of the same film or person, and give each one lasting id."""
