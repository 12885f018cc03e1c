"""Texts to vectors, behind one door (``crosscase.domain.suggestions.Embedder``).

``use`` is the default (many languages), ``minilm`` our own (English), ``folder`` and ``address``
are the researcher's choice. Only ``address`` talks to a network, and only to the address it is
given.
"""
