"""``loom terms annotate``: the known terms of a text, as a glossary pane shows them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from aligner.cli.matches import marked
from aligner.cli.options import Encoding, Json
from aligner.cli.terminal import LABEL, answers, messages, readable, report_reading, show_side
from aligner.cli.terms.arguments import (
    GlossaryFiles,
    MemoryOption,
    TargetLang,
    known_glossaries,
    languages_of,
)
from corpus import read_document
from corpus.document import Span
from corpus.language import classify, main_script, script_of
from corpus.paragraphs import paragraphs
from tmx.exchange import Languages
from tmx.terms.concept import Glossary, Term, TermType
from tmx.terms.finder import Occurrence, TermFinder

_FORBIDDEN = "red"


def annotate_command(
    text: Annotated[str, typer.Argument(help="A text; or a document of any format; - for standard input.")],
    memory: MemoryOption = None,
    glossary: GlossaryFiles = None,
    source_lang: Annotated[
        str | None, typer.Option(help="Language of the text; default: that of the glossaries which it looks like.")
    ] = None,
    target_lang: TargetLang = None,
    encoding: Encoding = None,
    as_json: Json = False,
) -> None:
    """Show all known terms in a text with their translations, in order; forbidden ones are marked.

    What names a file that is there is a document, - is standard input, and all else is the text itself.
    Terms are found in any inflection, the longest first; of glossaries with different priorities the
    higher one decides. With --json, a line for each paragraph.
    """
    known = known_glossaries(memory, glossary, source_lang, target_lang)
    texts = _texts(text, encoding)
    pair = _languages(known, source_lang, target_lang, "\n".join(texts))
    finder = TermFinder(known, pair.source, pair.target)
    found = 0
    for paragraph in texts:
        occurrences = finder.find(paragraph)
        found += len(occurrences)
        if as_json:
            typer.echo(json.dumps(_answer(paragraph, pair, occurrences), ensure_ascii=False))
        elif occurrences:
            _show(answers(), paragraph, pair, occurrences)
    if not found and not as_json:
        messages().print(f"loom: no known term in {pair.source}; --source-lang names another language")


def _texts(text: str, encoding: str | None) -> list[str]:
    """The text, or the paragraphs of a document."""
    is_file = text == "-" or (len(text) < 4096 and "\n" not in text and Path(text).is_file())
    if not is_file:
        return [text]
    document = read_document(text, encoding)
    report_reading(document)
    spans = [Span(block.start, block.end) for block in document.blocks] or paragraphs(document.text)
    return [document.slice(span) for span in spans]


def _languages(glossaries: Sequence[Glossary], source: str | None, target: str | None, text: str) -> Languages:
    """The languages that are named; else of those of the glossaries the one of the text, and the usual other one."""
    if source is None:
        source = _language_of(text, [tag for tag in _tags(glossaries) if tag != target])
    return languages_of(glossaries, source, target)


def _tags(glossaries: Sequence[Glossary]) -> list[str]:
    """The languages of glossaries, without regions."""
    tags = (tag for glossary in glossaries for concept in glossary.concepts for tag in concept.languages())
    return list(dict.fromkeys(tag.split("-")[0].lower() for tag in tags))


def _language_of(text: str, tags: Sequence[str]) -> str | None:
    script = main_script(text)
    likely = [tag for tag in tags if len(tags) > 1 and script_of(tag) == script]
    return classify(text, likely) if len(likely) > 1 else next(iter(likely), None)


def _show(console: Console, text: str, pair: Languages, occurrences: Sequence[Occurrence]) -> None:
    """Print a paragraph, and each of its terms once."""
    spans = dict.fromkeys((one.start, one.end) for one in occurrences)
    show_side(console, "text", pair.source, marked(text, list(spans), in_colour=bool(console.color_system)))
    distinct: dict[tuple[str, str, Term], Occurrence] = {}
    for one in occurrences:
        distinct.setdefault((one.glossary, one.concept.id, one.term), one)
    for one in distinct.values():
        _show_term(console, "  forbidden" if one.term.status.is_forbidden else "  term", one.term)
        for term in _worth_showing(one.translations):
            _show_term(console, f"    {term.status}", term)
        if not one.translations:
            console.out(f"{'':<{LABEL}}no translation in {pair.target or 'any other language'}")
        more = ("definition", one.concept.definition), *(("note", note) for note in one.concept.notes)
        for label, said in (*more, ("subject", one.concept.subject), ("from", one.glossary)):
            if said:
                show_side(console, f"    {label}", "", Text(readable(said), "dim"))
    console.out("")


def _worth_showing(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms without other forms of them, unless those are all there is or must not be used."""
    return tuple(term for term in terms if term.type is not TermType.VARIANT or term.status.is_forbidden) or terms


def _show_term(console: Console, label: str, term: Term) -> None:
    show_side(console, label, term.language, Text(readable(term.text), _FORBIDDEN * term.status.is_forbidden))


def _answer(text: str, pair: Languages, occurrences: Sequence[Occurrence]) -> dict[str, Any]:
    return {
        "text": text,
        "source_language": pair.source,
        "target_language": pair.target,
        "terms": [
            {
                "start": one.start,
                "end": one.end,
                "found": text[one.start : one.end],
                "term": _term(one.term),
                "translations": [_term(term) for term in one.translations],
                "concept": one.concept.id,
                "definition": one.concept.definition,
                "subject": one.concept.subject,
                "notes": one.concept.notes,
                "glossary": one.glossary,
            }
            for one in occurrences
        ],
    }


def _term(term: Term) -> dict[str, Any]:
    return {
        "text": term.text,
        "language": term.language,
        "status": term.status,
        "forbidden": term.status.is_forbidden,
        "part_of_speech": term.part_of_speech,
        "notes": term.notes,
    }
