"""crosscase: from interviews to a factor model in which every claim leads back to the words."""
