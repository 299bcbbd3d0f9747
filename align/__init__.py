"""Everything about two languages side by side: sentences, beads, terms, corpora."""
