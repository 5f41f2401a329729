"""Findings as a page of HTML: one file, no network, readable in either direction."""

import html
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from string import Template
from typing import BinaryIO
from unicodedata import category

from aligner.checking.finding import Checked, Finding, Severity, Side
from aligner.checking.report import Tally
from aligner.checking.spans import marked_spans, pieces
from tmx import Variant

_MOST = 5_000  # findings on a page, which a browser still scrolls
_SHARES = 4  # no check may take more than this part of them
_LONGEST = 1_500  # characters of a text
_PAGE = Path(__file__).with_name("report.html")


class HtmlReport:
    """A page that grows by ``add``, and is written in the end; of too many findings it holds the first."""

    def __init__(self, title: str, checks: int, most: int = _MOST) -> None:
        """``checks`` is how many there are, ``most`` how many findings the page may hold."""
        self._title = title
        self._most = most
        self._share = most // max(min(checks, _SHARES), 1)
        self._shown: Counter[str] = Counter()
        self._articles: list[str] = []

    def add(self, checked: Checked) -> None:
        """Put a pair on the page, with those of its findings for which there is room."""
        mended = [finding for finding in checked.mended if self._has_room(finding)]
        found = [finding for finding in checked.findings if self._has_room(finding)]
        if mended or found:
            self._articles.append(_article(checked, mended, found))

    def write(self, out: BinaryIO, tally: Tally) -> None:
        """Write the page to a binary stream, with the counts of the whole run."""
        total = sum(tally.findings.values()) + sum(tally.mended.values())
        shown = sum(self._shown.values())
        note = f"The page shows {shown:,} of {total:,} findings, the first of each check; --json gives all of them."
        page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
            title=html.escape(self._title),
            pairs=f"{tally.pairs:,}",
            marked=f"{tally.marked:,}",
            errors=f"{tally.of(Severity.ERROR):,}",
            warnings=f"{tally.of(Severity.WARNING):,}",
            mended=f"{sum(tally.mended.values()):,}",
            note=f'<p class="note">{note}</p>' if shown < total else "",
            filters="\n".join(_filters(tally)),
            articles="\n".join(self._articles) or "<p>Nothing was found.</p>",
        )
        out.write(page.encode("utf-8", "replace"))

    def _has_room(self, finding: Finding) -> bool:
        if self._shown[finding.check] >= self._share or sum(self._shown.values()) >= self._most:
            return False
        self._shown[finding.check] += 1
        return True


def _filters(tally: Tally) -> Iterable[str]:
    for check in tally.checks():
        count = sum(number for (name, _), number in tally.findings.items() if name == check) + tally.mended[check]
        name = html.escape(check)
        yield f'<label><input type="checkbox" checked value="{name}"> {name} <b>{count:,}</b></label>'


def _article(checked: Checked, mended: list[Finding], found: list[Finding]) -> str:
    located = checked.located
    place = [html.escape(located.name), f"unit {located.number}"]
    place += [f"line {located.line}"] if located.line else []
    place += [html.escape(name)] if (name := located.unit.attribute("tuid")) else []
    lines = [_line(finding, "mended") for finding in mended] + [_line(finding, finding.severity) for finding in found]
    texts = [
        _text(variant, marked_spans(found, side, len(variant.text)))
        for side, variant in zip((Side.SOURCE, Side.TARGET), located.unit.variants, strict=False)
    ]
    return f"<article><h2>{' · '.join(place)}</h2>\n{chr(10).join(lines)}\n{chr(10).join(texts)}</article>"


def _line(finding: Finding, kind: str) -> str:
    name = html.escape(finding.check)
    quote = f": <bdi>{_visible(finding.quote)}</bdi>" if finding.quote else ""
    message = f"<b>{kind}</b> {name}: {_visible(finding.message)}{quote}"
    return f'<p class="finding {kind}" data-check="{name}">{message}</p>'


def _text(variant: Variant, spans: list[tuple[int, int]]) -> str:
    language = html.escape(variant.language)
    first = max(spans[0][0] - _LONGEST // 4, 0) if spans and len(variant.text) > _LONGEST else 0
    window = [(max(start - first, 0), min(end - first, _LONGEST)) for start, end in spans if start - first < _LONGEST]
    parts = "".join(
        f"<mark>{_marked(part)}</mark>" if is_marked else _visible(part)
        for part, is_marked in pieces(variant.text[first : first + _LONGEST], window)
    )
    before, after = "… " * (first > 0), " …" * (len(variant.text) > first + _LONGEST)
    return f'<p class="text" dir="auto" lang="{language}" data-lang="{language}">{before}{parts}{after}</p>'


def _marked(part: str) -> str:
    """A marked part; of one that nobody would see, the names of its characters."""
    is_invisible = all(category(char) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Co") for char in part)
    return " ".join(f"U+{ord(char):04X}" for char in part[:8]) if is_invisible else _visible(part)


def _visible(text: str) -> str:
    """``text`` for HTML; controls, which it forbids, by name."""
    escaped = html.escape(text)
    if escaped.isprintable():
        return escaped
    return "".join(
        f"⟨U+{ord(char):04X}⟩" if category(char) == "Cc" and char not in "\n\t\r" else char for char in escaped
    )
