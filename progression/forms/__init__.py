"""Forms of progression."""
