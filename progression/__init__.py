"""What it adds up to: for now reminders; stages, sign-offs and the takeover follow."""
