"""Case studies with their frame; for now a page per case, the exercises follow."""
