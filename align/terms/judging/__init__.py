"""Judging what an English sentence made of the names in its Arabic."""
