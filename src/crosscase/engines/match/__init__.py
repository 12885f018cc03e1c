"""How well keywords name passages (``crosscase.domain.suggestions.Matcher``)."""
