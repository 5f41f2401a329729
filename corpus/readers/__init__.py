"""Readers of document formats: each is a small module over a library that knows the format.

A reader is a function ``read(source: Source) -> Document``. It is chosen by what the bytes are, then by
the suffix (``catalogue``), builds its document with ``Builder``, and opens archives and XML through
``containers`` alone, which holds the limits.
"""
