"""Changes to cases, each in one transaction."""
