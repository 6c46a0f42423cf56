"""Turn text and fields into claims: rules as data, run over whole columns."""
