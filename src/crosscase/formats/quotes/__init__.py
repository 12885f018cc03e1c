"""Codings that are written down as words: in the cells of a table, in the comments of a file."""
