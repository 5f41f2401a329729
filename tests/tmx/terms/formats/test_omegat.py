"""What OmegaT's glossary says, and what it cannot."""

from io import BytesIO

import pytest

from tmx.exchange.errors import UnknownLanguages
from tmx.terms.concept import Concept, Glossary, Status, Term, TermType
from tmx.terms.formats import Lost, TermForm, read_all, write_glossary
from tmx.unit import Property

HEADER = "# Glossary in tab-separated format -*- coding: utf-8 -*-"


def written(*concepts: Concept, languages: tuple[str, str] | None = ("en", "ar")) -> tuple[list[str], Lost]:
    out = BytesIO()
    lost = write_glossary(out, TermForm.OMEGAT, Glossary("harbour", concepts), languages)
    first, *lines = out.getvalue().decode().splitlines()
    assert first == HEADER
    return lines, lost


def test_each_pair_has_a_line_and_the_comment_is_for_people() -> None:
    concept = Concept(
        "c1",
        (
            Term("tugboat", "en", part_of_speech="noun"),
            Term("tug", "en-GB", notes=("said by sailors",)),
            Term("قاطرة", "ar", Status.PREFERRED, TermType.FULL, "اسم", "جاءت القاطرة.", ("مؤنث",)),
            Term("ساحبة", "ar"),
            Term("remorqueur", "fr"),
        ),
        "Pulls ships.",
        "shipping",
        "port handbook",
        ("see quay",),
    )
    lines, lost = written(concept)
    assert lines == [
        "tugboat\tقاطرة\tpreferred; full form; اسم; [shipping]; Pulls ships.; see quay; مؤنث; "
        "context: جاءت القاطرة.; source: port handbook",
        "tugboat\tساحبة\tnoun; [shipping]; Pulls ships.; see quay; source: port handbook",
        "tug\tقاطرة\tpreferred; full form; اسم; [shipping]; Pulls ships.; see quay; said by sailors; مؤنث; "
        "context: جاءت القاطرة.; source: port handbook",
        "tug\tساحبة\t[shipping]; Pulls ships.; see quay; said by sailors; source: port handbook",
    ]
    assert lost == Lost(terms=1)


def test_a_forbidden_target_is_named_and_never_proposed() -> None:
    both = Concept("c1", (Term("quay", "en"), Term("رصيف", "ar"), Term("كي", "ar", Status.DEPRECATED)))
    only = Concept("c2", (Term("pier", "en"), Term("بير", "ar", Status.SUPERSEDED)))
    old = Concept("c3", (Term("mole", "en", Status.SUPERSEDED), Term("حاجز", "ar")))
    lines, lost = written(both, only, old)
    assert lines == ["quay\tرصيف\tnot: كي", "mole\tحاجز\tsource superseded"]
    assert lost == Lost(concepts=1)


def test_tabs_line_breaks_and_a_hash_do_no_harm() -> None:
    concept = Concept("c1", (Term("#quay", "en"), Term("رصيف\tعال", "ar")), "one\ntwo\r\n\tthree\x0b")
    lines, lost = written(concept)
    assert lines == [" #quay\tرصيف عال\tone two three"]
    assert lost == Lost(flattened=2, illegal=1)


def test_what_is_lost_is_counted() -> None:
    concepts = (
        Concept("c1", (Term("big, red", "en"), Term("كبير, أحمر", "ar", properties=(Property("x-count", "3"),)))),
        Concept("c2", (Term("quay", "en"), Term("quai", "fr"))),
    )
    lines, lost = written(*concepts)
    assert lines == ["big, red\tكبير, أحمر"]
    assert lost == Lost(concepts=1, terms=1, details=1, commas=1)


def test_the_languages_are_those_of_the_glossary_where_none_are_named() -> None:
    pair = Concept("c1", (Term("رصيف", "ar"), Term("quay", "en-GB"), Term("quai", "fr")))
    assert written(pair, languages=None)[0] == ["رصيف\tquay"]
    with pytest.raises(UnknownLanguages, match=r"harbour: .* only en-GB; name both"):
        written(Concept("c1", (Term("harbour", "en-GB"), Term("harbor", "en"))), languages=None)


def test_comments_survive_the_way_back() -> None:
    lines = f"{HEADER}\nquay\tرصيف\tحافة الميناء\npier\tلسان\n"
    glossary = read_all(BytesIO(lines.encode()), ("en", "ar"), TermForm.OMEGAT).glossary
    out = BytesIO()
    assert not write_glossary(out, TermForm.OMEGAT, glossary, ("en", "ar"))
    assert out.getvalue().decode() == lines
