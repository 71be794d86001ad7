"""The pages of the curriculum."""
