"""The rules of H5P packages: pure, no framework, no clock."""
