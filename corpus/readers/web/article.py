"""Which text of a web page is its article: trafilatura finds it, and what it leaves out too readily is put back.

Trafilatura answers with a text of its own, in which paragraphs may be missing, moved or changed. So it reads a copy
of the page whose runs are numbered, and only the numbers that it keeps are used. They show where the article
is. Of what it leaves out, this is taken back: what stands between two runs that it kept, short or not; the
title, what follows it up to the text (standfirst, by-line, date), and the rest of the text at its end.
Not taken back is what names or links show to be furniture.

Nothing is left out of a page without navigation, which is no page of a site; and where little of the text would
stay, everything does but the furniture.
"""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from itertools import takewhile
from typing import Any

from lxml.html import HtmlElement

from corpus.readers.web.furniture import is_counter, is_furniture, is_label
from corpus.readers.web.runs import Run, runs_of

_MOST = 20_000  # runs; trafilatura takes a second for half of them
_BULK = 0.3  # of the article: what holds more is no furniture, whatever it is called
_FEW = 0.2  # of the page; where less is found, it says nothing of where the text is
_CORE = 0.8  # of the article: what stands in the element that holds so much belongs together
_LEAST = 0.5  # of the text that is not furniture; where less is found, the page is no article
_SITE = 0.05  # of the characters in furniture and links, from which a page is one of a site
_LINKED = 0.5, 0.95  # of the characters in links, from which a run is none of the text, and none of its head
_TITLE = 1000  # characters
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SIGN = re.compile(r"⟦(\d+)⟧")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())


def article(root: HtmlElement) -> tuple[list[Run], list[Run]]:
    """The runs of a page that are its text, and those that are not."""
    runs = runs_of(root, is_furniture)
    kept = _kept(root, runs)
    return (
        [run for number, run in enumerate(runs) if number in kept],
        [run for number, run in enumerate(runs) if number not in kept],
    )


def _kept(root: HtmlElement, runs: Sequence[Run]) -> set[int]:
    everything = set(range(len(runs)))
    found = _found(root, runs)
    around = _furniture(runs, found)
    beside = [run for number, run in enumerate(runs) if number in around or _is_linked(run, _LINKED[1])]
    if _weight(beside) <= _SITE * _weight(runs):
        return everything
    kept = _completed(root, runs, found - around, around)
    solid = [run for number, run in enumerate(runs) if number not in around and not _is_linked(run, _LINKED[0])]
    if _weight(runs[number] for number in kept) < _LEAST * _weight(solid):
        return everything - around or everything
    return kept


def _found(root: HtmlElement, runs: Sequence[Run]) -> set[int]:
    """The numbers of the runs that trafilatura keeps."""
    if len(runs) > _MOST or any("⟦" in run.text for run in runs):
        return set()
    from trafilatura.core import bare_extraction  # 0.3 s

    copy = deepcopy(root)
    for number, run in enumerate(runs_of(copy, is_furniture)):
        run.mark(f"⟦{number}⟧")
    answer: Any = bare_extraction(copy, include_comments=False, include_tables=True)
    return {int(number) for number in _SIGN.findall("".join(answer.body.itertext()))} if answer else set()


def _furniture(runs: Sequence[Run], found: set[int]) -> set[int]:
    """The runs in elements that are furniture by name, unless these hold much of the text and not of links."""
    whole, linked = _held(runs), _held(runs, of_links=True)
    text = _held(runs[number] for number in found if not _is_linked(runs[number], _LINKED[1]))
    if max(text.values(), default=0) < _FEW * max(whole.values(), default=0):
        text = whole
    most = _BULK * max(text.values(), default=0)
    known: dict[HtmlElement, bool] = {}

    def is_around(element: HtmlElement) -> bool:
        if element not in known:
            is_trusted = text.get(element, 0) <= most or linked[element] >= _LINKED[1] * whole[element]
            known[element] = is_trusted and is_furniture(element)
        return known[element]

    return {
        number
        for number, run in enumerate(runs)
        if any(map(is_around, run.above())) or (is_label(run) and (number not in found or run.linked))
    }


def _held(runs: Iterable[Run], *, of_links: bool = False) -> Counter[HtmlElement]:
    """How many characters of the runs each element holds."""
    held: Counter[HtmlElement] = Counter()
    for run in runs:
        for element in run.above():
            held[element] += run.linked if of_links else run.size
    return held


def _completed(root: HtmlElement, runs: Sequence[Run], found: set[int], around: set[int]) -> set[int]:
    """What was found, with the head, the gaps and the end of the article."""
    if not found:
        return found
    first, last = min(found), max(found)
    core = _core([runs[number] for number in found])
    body = {number for number, run in enumerate(runs) if core in run.above()}
    text = next((number for number in sorted(found & body) if runs[number].element.tag not in _HEADINGS), first)
    parent = runs[last].element.getparent()
    head = range(_title(root, runs, first), text)
    gaps = body.intersection(range(text, last))
    end = takewhile(_beside(runs, parent, around), range(last + 1, len(runs)))
    return found.union(
        (number for number in head if number not in around and _fits(runs[number], _LINKED[1])),
        (number for number in (*gaps, *end) if number not in around and _fits(runs[number], _LINKED[0])),
    )


def _fits(run: Run, linked: float) -> bool:
    return not is_counter(run) and not _is_linked(run, linked)


def _beside(runs: Sequence[Run], parent: HtmlElement | None, around: set[int]) -> Callable[[int], bool]:
    """Whether a run goes on where the text ended: a paragraph or line beside its last one."""

    def beside(number: int) -> bool:
        element = runs[number].element
        return number not in around and element.getparent() is parent and element.tag in ("p", "div", "blockquote")

    return beside


def _title(root: HtmlElement, runs: Sequence[Run], first: int) -> int:
    """The number of the headline, ``first`` if there is none before it."""
    names = " ".join(filter(None, (root.findtext(".//title"), *root.xpath('//meta[@property="og:title"]/@content'))))
    said = " ".join(names[:_TITLE].split())
    headings = [
        number
        for number in range(first, -1, -1)
        if runs[number].element.tag in _HEADINGS[:2] and not _is_linked(runs[number], 1)
    ]
    titles = [number for number in headings if runs[number].text in said]
    if titles:
        return max(titles, key=lambda number: len(runs[number].text))
    return next((number for number in headings if runs[number].element.tag == "h1"), first)


def _core(runs: Iterable[Run]) -> HtmlElement:
    """The innermost element that holds most of the text."""
    held = _held(runs)
    most = _CORE * max(held.values())
    return max((element for element in held if held[element] >= most), key=_depth)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _weight(runs: Iterable[Run]) -> int:
    return sum(run.size for run in runs)


def _is_linked(run: Run, share: float) -> bool:
    return run.linked > 0 and run.linked >= share * run.size
