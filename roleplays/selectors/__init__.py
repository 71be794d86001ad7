"""Reads of role-plays."""
