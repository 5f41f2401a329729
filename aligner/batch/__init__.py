"""Thousands of documents: found, paired, aligned by several processes, and put together."""
