"""Pages of role-plays."""
