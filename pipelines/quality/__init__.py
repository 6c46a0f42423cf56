"""Judge tables by expectation suites. The only package that imports Great Expectations."""
