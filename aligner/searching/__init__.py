"""The search: certain pairs, sections between them, the best path, its probabilities, moved blocks."""
