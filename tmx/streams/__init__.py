"""What can be done to memories of any size, unit by unit: compare, choose, clean, merge, split, count, inspect.

Functions over iterators of units, and small objects that count on the way; nothing here opens a
memory. What has to be remembered of each unit is packed (``identity``) or on disk (``spool``).
"""
