"""Role-plays: scenarios with choices, played alone or live in a group."""
