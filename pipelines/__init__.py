"""Reelhouse: raw film reviews, listings and award files in, an audited warehouse out.

The packages stand in the order in which the data flows: landing, reading, claims, identity,
staging, quality, warehouse. Only `orchestration` and `cli` know them all.
"""

__version__ = "0.1.0"
