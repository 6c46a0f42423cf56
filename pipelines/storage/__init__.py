"""Know how DuckDB stores a file: who has it open, and in which blocks its tables are."""
