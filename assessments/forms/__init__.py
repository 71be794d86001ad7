"""What people send to assessments."""
