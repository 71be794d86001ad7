"""Views of what plays."""
