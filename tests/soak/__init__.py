"""What takes long: runs that are killed at many moments, many readers over many releases."""
