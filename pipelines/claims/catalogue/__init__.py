"""Hold what texts say against a catalogue of films."""
