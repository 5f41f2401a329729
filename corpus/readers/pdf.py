"""PDF (pdfminer.six, python-bidi): the text of its pages, with paragraphs guessed from how they look.

A PDF holds signs at places. Lines, columns, paragraphs and the order of Arabic letters are found again in
``corpus.readers.pages``; running heads and the numbers of pages are left out.
"""

import zlib
from itertools import chain, islice

from pdfminer.pdfdocument import PDFEncryptionError
from pdfminer.psexceptions import PSException

from corpus.document import Document
from corpus.errors import UnreadableDocument
from corpus.readers.pages.columns import columns
from corpus.readers.pages.direction import is_mirrored
from corpus.readers.pages.extraction import Page, read_pages
from corpus.readers.pages.flow import kind_and_text, paragraphs, texts_of, usual_size, words_of
from corpus.readers.pages.furniture import without_furniture
from corpus.readers.pages.rows import rows
from corpus.readers.pages.streams import TooMuchWork
from corpus.readers.source import Builder, Source

_REMARK = "PDF keeps no paragraphs, lists or tables: these are guessed from the layout; better give the original"
_UNREADABLE, _LOST = 0.5, 0.002  # of the signs: refused, and told
_PAGES_OF_SCAN = 100  # without a letter, after which it is taken for one
_DAMAGE = (
    PSException,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
    MemoryError,
)


def read(source: Source) -> Document:
    """The blocks of a PDF; raises ``UnreadableDocument``, also for a scan and where it is locked."""
    pages = _pages(source)
    unknown, known = (
        sum(page.unknown for page in pages),
        sum(bool(glyph.text.strip()) for page in pages for glyph in page.glyphs),
    )
    if unknown > _UNREADABLE * (unknown + known):
        raise UnreadableDocument(f"{source.name}: its fonts do not tell which letters they draw; run OCR on it")
    if not pages:
        raise UnreadableDocument(f"{source.name}: a damaged PDF (no pages); print it to PDF again")
    if not known:
        raise UnreadableDocument(f"{source.name}: pages without text, so it is a scan; run OCR on it")
    kept = without_furniture([(page.height, rows(page.glyphs)) for page in pages])
    flow = list(chain.from_iterable(map(columns, kept)))
    mirrored, usual = is_mirrored(chain.from_iterable(flow)), usual_size(flow)
    found = paragraphs(flow)
    words = words_of([text for paragraph in found for text in texts_of(paragraph, mirrored)])
    builder = Builder()
    for paragraph in found:
        kind, text = kind_and_text(paragraph, usual, words, mirrored)
        builder.add(text, kind)
    remarks = [_REMARK]
    if unknown > _LOST * known:
        remarks.append(
            f"{unknown:,} signs in it stand for no letter: strokes and ornaments, or a fault of what made the file"
        )
    return builder.document(source, remarks=tuple(remarks))


def _pages(source: Source) -> list[Page]:
    try:
        pages = read_pages(source.data)
        first = list(islice(pages, _PAGES_OF_SCAN))
        return [*first, *pages] if any(page.glyphs for page in first) else first
    except TooMuchWork as error:
        raise UnreadableDocument(
            f"{source.name}: made to do harm, or damaged ({error}); print it to PDF again"
        ) from error
    except PDFEncryptionError as error:
        raise UnreadableDocument(f"{source.name}: locked with a password; save it without one") from error
    except _DAMAGE as error:
        reason = " ".join(str(error).split())[:100] or type(error).__name__
        raise UnreadableDocument(f"{source.name}: a damaged PDF ({reason}); print it to PDF again") from error
