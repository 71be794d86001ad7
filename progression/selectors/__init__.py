"""Reads of mails and of trajectories."""
