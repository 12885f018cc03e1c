"""Questions asked of a snapshot: pure functions; each result carries what it was asked of."""
