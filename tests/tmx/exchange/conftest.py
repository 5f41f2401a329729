"""A small memory, and short ways in and out."""

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest

from tmx import Header, Property, TranslationUnit, Variant
from tmx.exchange import Exported, Form, Languages, read_units, write_units
from tmx.unit import Note

Read = Callable[..., list[TranslationUnit]]
Write = Callable[..., tuple[bytes, Exported]]


@pytest.fixture
def read() -> Read:
    """Units out of bytes or text."""

    def units(data: bytes | str, form: Form, languages: Languages | None = None) -> list[TranslationUnit]:
        data = data.encode() if isinstance(data, str) else data
        return list(read_units(io.BytesIO(data), form, languages, name="memory"))

    return units


@pytest.fixture
def write() -> Write:
    """Bytes out of units, and the counts."""

    def written(
        form: Form, units: Iterable[TranslationUnit], languages: Languages | None = None
    ) -> tuple[bytes, Exported]:
        out = io.BytesIO()
        counts = write_units(form, out, Header("en", "bitext-loom", "1"), units, languages)
        return out.getvalue(), counts

    return written


@pytest.fixture
def memory() -> list[TranslationUnit]:
    """Texts with what formats stumble over, on both sides."""
    texts = [
        ("The harbour is open.", "الميناء مفتوح."),
        ("She said “come in”, and he did.", "قالت «تفضّل»، فدخل."),
        ('A "quoted" word; a comma, a colon: done', 'كلمة "مقتبسة"؛ فاصلة، ونقطتان: تمّ'),
        ("Fish & chips < 5 > 3", "سمك & بطاطس < ٥ > ٣"),
        ("= 2 + 2", "\u200f= ٢ + ٢"),
        ("C:\\temp\\new", "المجلد C:\\temp\\new"),
        ("Smile 😀 — twice", "ابتسم 😀 — مرتين"),
    ]
    moment = datetime(2026, 8, 12, 9, 30, tzinfo=UTC)
    return [
        TranslationUnit(
            (Variant("en", source), Variant("ar", target)),
            (
                Property("x-score", f"0.9{number}00"),
                Property("x-bead", "1-1"),
                Property("x-source-file", f"{'ab'[number // 4]}.txt"),
            ),
            created=moment,
            notes=(Note("remark"),) if number == 1 else (),
        )
        for number, (source, target) in enumerate(texts)
    ]
