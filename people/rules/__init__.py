"""The rules of people: pure functions."""
