"""The curriculum's rules as pure functions."""
