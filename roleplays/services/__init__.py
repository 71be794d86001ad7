"""Changes to role-plays, each in one transaction."""
