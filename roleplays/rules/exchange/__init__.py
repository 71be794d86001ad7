"""Scenarios from and for other systems: pure readers and writers."""
