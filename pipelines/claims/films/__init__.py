"""Decide which films a document is about, and which of its words speak of which."""
