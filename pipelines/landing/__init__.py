"""Pull files from where they are and keep the ledger: every file ever seen, with its status."""
