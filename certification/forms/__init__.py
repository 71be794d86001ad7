"""The forms of the proeve and of certificates."""
