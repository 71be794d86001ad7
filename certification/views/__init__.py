"""The pages of the proeve and of certificates."""
