"""Language tags: the form that every client takes, and what can be made of others."""

import re
from functools import lru_cache

ALL = "*all*"  # as a header's source language: any variant may be the source
_TAG = re.compile(r"(?:[a-z]{2,8}|[xi](?=-))(?:-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)


@lru_cache(maxsize=1024)
def is_language(tag: str) -> bool:
    """Whether ``tag`` has the form of BCP 47; whether the language exists is not asked."""
    return _TAG.fullmatch(tag) is not None


def mended_language(tag: str) -> str:
    """``tag`` in the form of BCP 47 (``ar_LY.UTF-8`` becomes ``ar-LY``), or none where it takes a guess."""
    bare = re.split("[.@]", tag.strip())[0]
    mended = re.sub(r"[_\s\u2010-\u2015-]+", "-", bare).strip("-")
    return mended if is_language(mended) else ""
