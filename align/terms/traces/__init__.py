"""What the English has in place of a name: the traces that a mention without an accepted form leaves.

Each finder looks for one kind of trace and returns the best, or None. Scores are similarities in [0, 1]; the verdict
decides.
"""
