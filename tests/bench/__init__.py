"""Measure a run over many documents beside the least that any run must do."""
