"""Who may plan, change, join and confirm a meeting."""
