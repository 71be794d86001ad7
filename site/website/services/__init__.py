"""Changes that need several apps at once."""
