"""What templates of cases ask."""
