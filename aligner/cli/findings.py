"""Findings for a person at a terminal: the unit, what is wrong with it, and its texts with that marked."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from aligner.checking import Checked, Finding, Severity, Side, Tally
from aligner.checking.spans import marked_spans, pieces
from aligner.cli.terminal import POP, readable, show_side

_STYLES = {"error": "bold red", "warning": "yellow", "mended": "green"}
_MARKED = "reverse"
_FIRST_STRONG = "\u2068"  # an isolate (UAX #9)
# One for one, so that offsets stay true: what a terminal would obey, or not show.
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0)), "\ufffd")
_BREAKS = dict.fromkeys(map(ord, "\t\n\r\u2028\u2029"), " ")
_HIDDEN = dict.fromkeys(map(ord, "\u00ad\u200b\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"), "◦")
_SHOWN = _CONTROLS | _BREAKS | _HIDDEN


def show_checked(console: Console, checked: Checked) -> None:
    """Print a pair: where it stands, its findings, its two texts. Without colour, marked parts stand in brackets."""
    located = checked.located
    line = f":{located.line}" if located.line else ""
    name = located.unit.attribute("tuid")
    console.print(
        readable(f"{located.name}{line}: unit {located.number}{f' ({name})' if name else ''}"), soft_wrap=True
    )
    for finding in checked.mended:
        _show_finding(console, finding, "mended")
    for finding in checked.findings:
        _show_finding(console, finding, finding.severity)
    in_colour = bool(console.color_system)
    for side, variant in zip((Side.SOURCE, Side.TARGET), located.unit.variants, strict=False):
        spans = marked_spans(checked.findings, side, len(variant.text))
        show_side(console, "", variant.language, _marked(variant.text, spans, in_colour=in_colour))
    console.out("")


def _show_finding(console: Console, finding: Finding, kind: str) -> None:
    text = Text.assemble(
        "  ",
        (f"{kind:<8}", _STYLES[kind]),
        f" {finding.check:<15} ",
        readable(finding.message),
        _isolated(finding.quote),
    )
    console.print(text, soft_wrap=True)


def _isolated(quote: str) -> str:
    return f": {_FIRST_STRONG}{readable(quote)}{POP}" if quote else ""


def _marked(text: str, spans: list[tuple[int, int]], *, in_colour: bool) -> Text:
    shown = Text()
    for part, is_marked in pieces(text.translate(_SHOWN), spans):
        if is_marked and in_colour:
            shown.append(part, _MARKED)
        else:
            shown.append(f"[{part}]" if is_marked else part)
    return shown


def show_tally(console: Console, tally: Tally, name: str) -> None:
    """Print how many findings of each check there are."""
    if checks := tally.checks():
        table = Table("check", "errors", "warnings", "mended")
        for check in checks:
            counts = [tally.findings[check, severity] for severity in (Severity.ERROR, Severity.WARNING)]
            table.add_row(check, *(f"{count:,}" if count else "" for count in (*counts, tally.mended[check])))
        console.print(table)
    found = f"{tally.marked:,} with findings" if tally.marked else "nothing was found"
    console.print(f"{name}: {tally.pairs:,} pairs checked, {found}", soft_wrap=True)
