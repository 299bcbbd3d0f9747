"""The MT models: where they are, what they are, and how to run them."""
