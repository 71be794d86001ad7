"""The tests that hold the house."""
