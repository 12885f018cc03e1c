"""Projects of Taguette."""
