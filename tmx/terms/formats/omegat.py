"""The glossary of OmegaT: source, target, comment, with tabs between; ``#`` begins a line that is a remark.

OmegaT puts lines of one source together by itself. A comma in a target parts alternatives, so each
term has a line of its own. There is no status: a term that is not to be used is no target here, for
OmegaT would propose it; the comment of the others names it. Neither is another form of a term, which
would be proposed beside it.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO

from tmx.characters import legal
from tmx.errors import UnreadableGlossary
from tmx.exchange.opening import lines
from tmx.terms.concept import Concept, Glossary, Status, Term, TermType
from tmx.terms.formats.choice import chosen
from tmx.terms.formats.lost import Tally
from tmx.terms.formats.texts import one_line

_HEADER = "# Glossary in tab-separated format -*- coding: utf-8 -*-\n"
_BETWEEN = "; "


def read_omegat(stream: io.BufferedReader, name: str, title: str, languages: tuple[str, str], tally: Tally) -> Glossary:
    """A concept for each source text; a comment is a note on its targets. Lines that OmegaT skips are counted."""
    found: dict[str, list[Term]] = {}
    for line in lines(stream, name):
        if line.startswith("#") or not line.strip():
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) < 2 or not cells[0]:
            tally["rows"] += 1
            continue
        tally["details"] += sum(map(bool, cells[3:]))
        notes = tuple(cell for cell in cells[2:3] if cell)
        terms = found.setdefault(cells[0], [Term(cells[0], languages[0])])
        targets = [text.strip() for text in cells[1].split(",") if text.strip()]
        if not targets and notes:  # nothing but an explanation
            terms[0] = Term(cells[0], languages[0], notes=(*terms[0].notes, *notes))
        for text in targets:
            if all(term.text != text for term in terms[1:]):
                terms.append(Term(text, languages[1], notes=notes))
    if tally["rows"] and not found:
        raise UnreadableGlossary(f"{name}: no line has a tab between two texts; name its format")
    concepts = (Concept(f"c{number}", tuple(terms)) for number, terms in enumerate(found.values(), 1))
    return Glossary(title, tuple(concepts))


def write_omegat(out: BinaryIO, glossary: Glossary, languages: tuple[str, str], tally: Tally) -> None:
    """Write a line for each pair of terms that may be used; raises ``InvalidGlossary``."""
    out.write(_HEADER.encode())
    for concept in chosen(glossary, languages, tally):
        sources = list(concept.terms_in(languages[0]))
        targets = list(concept.terms_in(languages[1]))
        allowed = [term for term in targets if not term.status.is_forbidden]
        usable = [term for term in allowed if term.type is not TermType.VARIANT] or allowed
        tally["terms"] += len(allowed) - len(usable)
        tally["details"] += len(concept.properties) + sum(len(term.properties) for term in concept.terms)
        if not sources or not usable:
            tally["concepts"] += 1
            continue
        forbidden = [term for term in targets if term.status.is_forbidden]
        tally["commas"] += sum("," in term.text for term in usable)
        for source in sources:
            for target in usable:
                comment = _BETWEEN.join(_comment(concept, source, target, forbidden, tally))
                cells = [_cell(source.text, tally), _cell(target.text, tally), comment]
                line = "\t".join(cells).rstrip("\t")
                out.write((f" {line}\n" if line.startswith("#") else f"{line}\n").encode())


def _comment(concept: Concept, source: Term, target: Term, forbidden: list[Term], tally: Tally) -> Iterator[str]:
    if source.status.is_forbidden:
        yield f"source {source.status}"
    if target.status is not Status.NONE:
        yield target.status
    if target.type is not TermType.NONE:
        yield target.type
    for text in (target.part_of_speech or source.part_of_speech, concept.subject and f"[{concept.subject}]"):
        if text:
            yield _cell(text, tally)
    for text in (concept.definition, *concept.notes, *source.notes, *target.notes):
        if text:
            yield _cell(text, tally)
    if forbidden:
        yield "not: " + ", ".join(_cell(term.text, tally) for term in forbidden)
    for label, text in (("context", source.context), ("context", target.context), ("source", concept.origin)):
        if text:
            yield f"{label}: {_cell(text, tally)}"


def _cell(text: str, tally: Tally) -> str:
    kept, illegal = legal(text)
    tally["illegal"] += illegal
    flat = one_line(kept)
    tally["flattened"] += flat != kept.strip()
    return flat
