"""Reads of the store and of what plays."""
