"""Texts in files: what of their white space is the file's, and what is theirs."""

import re

# Both begin where no run of white space could have begun before, or a long one takes time by its square.
_BREAK = re.compile("(?<! ) *+(?:[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029][ \t]*+)++")
_INDENT = re.compile(r"(?<![ \t\n])(?:[ \t]*+\n)++[ \t]++")


def one_line(text: str) -> str:
    """A term: line breaks and tabs are spaces."""
    return (text if text.isprintable() else _BREAK.sub(" ", text)).strip()


def unindented(text: str) -> str:
    """A text of several lines: a line that is indented goes on with the one before, as pretty printers have it."""
    return (_INDENT.sub(" ", text) if "\n" in text else text).strip(" \t\r\n")
