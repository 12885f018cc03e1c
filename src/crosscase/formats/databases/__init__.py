"""Projects of programs that keep theirs as an SQLite database."""
