"""Documents written for this project as sites print them that the corpus has nothing of."""
