"""Read lines and lists of data: what pages print about each of their films in one form."""
