"""The rules of the proeve and of certificates: no database, no clock."""
