"""What the study, its rules and its report make together: one way for the page and the command."""
