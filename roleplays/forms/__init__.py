"""What people send: players, and authors."""
