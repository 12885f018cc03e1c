"""Readers and writers of files: bytes of strangers to plain values, and values to tables.

``inventory.read`` opens whatever it is given and answers with a ``Reading``; ``tables.read_table``
answers with a ``Table``. A reader bounds what it takes in, cleans it, and lists as remarks what
it guessed or did not understand. It fails only with a ``CrosscaseError``.
"""
