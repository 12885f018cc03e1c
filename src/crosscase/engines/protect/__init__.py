"""Finds personal names and numbers in what people said, so that they can be protected."""
