"""Changes that the kit makes."""
