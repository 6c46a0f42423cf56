"""Keep the build file and the releases. The only package that opens DuckDB."""
