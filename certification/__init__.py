"""The proeve van bekwaamheid, and the certificates that follow from it."""
