"""Reads of the proeve and of certificates."""
