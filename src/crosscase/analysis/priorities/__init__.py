"""What matters more than what: designs, scores and weights, on plain tables."""
