"""The website's own pages."""
