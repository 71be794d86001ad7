"""Changes of proeves and certificates, each in one transaction."""
