"""General checks of a sentence pair, beside names."""
