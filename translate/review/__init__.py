"""A person's decisions on an article's flags: kept in a journal, folded into what holds, and put into effect."""
