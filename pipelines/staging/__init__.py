"""Turn claims into typed staging tables: one module per table, each with its declaration."""
