"""What sets groups and cases apart, on plain tables."""
