"""Reads of the curriculum."""
