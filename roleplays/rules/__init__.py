"""What role-plays know without a database or a clock."""
