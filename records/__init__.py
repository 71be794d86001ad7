"""The ledger of what people did: append-only, told once, never changed."""
