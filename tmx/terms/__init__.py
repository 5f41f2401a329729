"""Termbases: concepts and their terms, as values, in files, and found in texts."""
