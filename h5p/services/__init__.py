"""What changes the store, each in one transaction."""
