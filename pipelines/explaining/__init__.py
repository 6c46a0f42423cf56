"""Explain a film or a person: what a release says of it, and why."""
