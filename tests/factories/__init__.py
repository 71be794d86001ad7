"""People, curriculum and records in one line each; production never imports these."""
