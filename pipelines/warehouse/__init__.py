"""Keep the build file and the releases."""
