"""Pages of progression."""
