"""From an article's bytes to English."""
