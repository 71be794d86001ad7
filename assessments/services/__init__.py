"""Changes to assessments, each in one transaction."""
