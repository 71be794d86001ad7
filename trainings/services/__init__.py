"""Changes to meetings, each in one transaction."""
