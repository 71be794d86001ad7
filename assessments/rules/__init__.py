"""What assessments know without a database or a clock."""
