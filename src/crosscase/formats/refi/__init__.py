"""Projects and codebooks of other programs in the exchange format REFI-QDA 1.5."""
