"""Qualitative comparative analysis on plain tables."""
