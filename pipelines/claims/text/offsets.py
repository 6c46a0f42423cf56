"""Turn Polars' byte offsets into characters, which spans count."""

import polars as pl


def characters_before(text: pl.Expr, byte_offset: pl.Expr) -> pl.Expr:
    """How many characters of a text stand before a byte offset, as `str.find` gives it."""
    head = text.cast(pl.Binary).bin.slice(0, byte_offset).cast(pl.String)
    return head.str.len_chars().cast(pl.Int32)
