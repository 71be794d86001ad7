"""Changes to the curriculum and to what learners did, each in one transaction."""
