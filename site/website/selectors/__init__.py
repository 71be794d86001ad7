"""Reads that only the website makes: over all apps."""
