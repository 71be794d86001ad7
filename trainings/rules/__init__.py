"""What holds for meetings, as pure functions."""
