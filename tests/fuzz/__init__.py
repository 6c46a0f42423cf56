"""Readers and rules under any input: a bounded time in `make test`, a long one in `make fuzz`."""
