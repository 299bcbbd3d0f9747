"""Names: the term base, finding its terms in Arabic, and judging what the English made of them."""
