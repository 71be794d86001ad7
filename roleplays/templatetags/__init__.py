"""What templates of role-plays draw with."""
