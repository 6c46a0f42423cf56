"""Turn bytes into text and fields. Readers know formats, never sites."""
