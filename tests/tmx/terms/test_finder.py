"""Terms in texts: which are found, where, and which one decides."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tmx.matching.spans import word_spans
from tmx.terms.concept import Concept, Glossary, Status, Term
from tmx.terms.finder import TermFinder
from tmx.terms.words import Words


def glossary(*terms: str, language: str = "en", name: str = "test", priority: int = 0) -> Glossary:
    concepts = (Concept(str(number), (Term(text, language),)) for number, text in enumerate(terms))
    return Glossary(name, tuple(concepts), priority)


def found(text: str, *terms: str, language: str = "en", overlapping: bool = False) -> list[str]:
    finder = TermFinder([glossary(*terms, language=language)], language, "xx")
    return [text[one.start : one.end] for one in finder.find(text, overlapping=overlapping)]


@pytest.mark.parametrize(
    ("language", "terms", "text", "places"),
    [
        ("en", ["library"], "The libraries' books; a Library card.", ["libraries", "Library"]),
        ("en", ["libraries"], "a library", ["library"]),
        ("en", ["cat"], "A category of cats", ["cats"]),
        ("en", ["city council"], "City councils met; the council of the city", ["City councils"]),
        ("en", ["city council"], "a city\ncouncil, a city, council, a city\n\ncouncil", ["city\ncouncil"]),
        ("en", ["city council"], "the city-council; “city” council; city – council", ["city-council", "city” council"]),
        ("en", ["post-war"], "post war, post-war, post – war", ["post war", "post-war"]),
        ("en", ["Labour, Welfare"], "of labour, welfare and labour welfare", ["labour, welfare"]),
        ("en", ["C++", "C#", ".NET", "C"], "C++ and C# on .NET, not c", ["C++", "C#", ".NET", "c"]),
        ("en", ["COVID-19"], "Covid-19 and covid 19", ["Covid-19", "covid 19"]),
        ("en", ["WHO"], "Who is at the WHO? It is he who said so to WHO's staff.", ["WHO", "WHO"]),
        ("en", ["NGO"], "an NGO, two NGOs, no ngo", ["NGO", "NGOs"]),
        ("en", ["AIDS"], "AIDS aids and aid AID", ["AIDS"]),
        ("en", ["INTERPOL"], "of Interpol", ["Interpol"]),
        ("en", ["dog"], "The dog's bone", ["dog"]),
        ("en", ["nation", "author", "politics"], "national authorities of political nations", ["nations"]),
        ("en", ["child", "women", "analysis"], "Children, a woman and analyses", ["Children", "woman", "analyses"]),
        (
            "en",
            ["organization", "labour", "centre"],
            "organisations, Labor, centers",
            ["organisations", "Labor", "centers"],
        ),
        ("en", ["vaccinate", "stop", "study"], "vaccinated, stopping, studied", ["vaccinated", "stopping", "studied"]),
        ("de", ["Haus"], "Die Häuser des Hauses", ["Häuser", "Hauses"]),
        ("fr", ["eau"], "L’eau et les eaux", ["eau", "eaux"]),
        ("ar", ["كتاب"], "قرأ الكتابَ وكتابها", ["الكتابَ", "وكتابها"]),
        ("ar", ["كتاب"], "والكتاب بالكتاب للكتاب وكتاب ككتاب", ["والكتاب", "بالكتاب", "للكتاب", "وكتاب", "ككتاب"]),
        ("ar", ["الكتاب"], "هذا كتابٌ", ["كتابٌ"]),
        ("ar", ["مجلس رئاسي"], "المجلسُ الرئاسيّ، والمجلس الأعلى الرئاسي", ["المجلسُ الرئاسيّ"]),
        ("ar", ["مجلس رئاسي"], "وبالمجـــلس \u200fالرئاسي\u200f", ["وبالمجـــلس \u200fالرئاسي"]),
        ("ar", ["حق"], "الحق والحق للحق بالحق", ["الحق", "والحق", "للحق", "بالحق"]),
        ("ar", ["الحق"], "حق", ["حق"]),
        ("ar", ["الله"], "لله وله والله", ["والله"]),  # and not "to him"
        ("ar", ["ماء"], "ما الماء؟", ["الماء"]),
        ("ar", ["جن"], "اللجنة لجنة وبلجنة", []),
        ("ar", ["كال"], "الوكالة", []),
        ("ar", ["دولة"], "الدول والمجتمع الدولي ودولتنا والدولية", ["الدول"]),
        ("ar", ["دولي"], "الدولة والدولية والدوليين", ["والدولية", "والدوليين"]),
        ("ar", ["2011"], "في عام ٢٠١١ م", ["٢٠١١"]),
        ("ar", ["كتاب"], "كتب الكاتب مكتبة", []),
        ("he", ["ספר"], "זה סֵפֶר טוב", ["סֵפֶר"]),
        ("zh", ["图书馆"], "市图书馆和图书", ["图书馆"]),
        ("en", ["word"], "", []),
        ("en", ["—", "", "-"], "a — b - c", []),
    ],
)
def test_terms_are_found_in_any_inflection(language: str, terms: list[str], text: str, places: list[str]) -> None:
    assert found(text, *terms, language=language) == places


def test_the_longest_comes_first_and_shorter_ones_are_there_when_asked_for() -> None:
    terms = "civil society organization", "civil society", "society organization fund", "organization"
    text = "A civil society organization fund; civil society."
    assert found(text, *terms) == ["civil society organization", "civil society"]
    assert found(text, *terms, overlapping=True) == [
        "civil society",
        "civil society organization",
        "society organization fund",
        "organization",
        "civil society",
    ]
    assert found("a b c d", "a b", "b c d") == ["b c d"]


def test_of_terms_at_the_same_words_the_nearest_by_letters_is_taken() -> None:
    finder = TermFinder([glossary("universals", "universal", "Universal")], "en", "ar")
    assert [one.term.text for one in finder.find("universals, universal, Universal, UNIVERSALS")] == [
        "universals",
        "universal",
        "Universal",
        "universals",
    ]
    arabic = TermFinder([glossary("ريقة", "فريق", language="ar")], "ar", "en")
    assert [one.term.text for one in arabic.find("فريق بريق")] == ["فريق", "ريقة"]


def test_one_term_with_two_meanings_is_found_twice() -> None:
    finder = TermFinder([glossary("bank", "bank")], "en", "ar")
    assert [(one.start, one.concept.id) for one in finder.find("the bank")] == [(4, "0"), (4, "1")]


def test_a_concept_is_found_once_at_a_place() -> None:
    concept = Concept(
        "1", (Term("aids", "en", Status.DEPRECATED), Term("aid", "en"), Term("relief", "en"), Term("عون", "ar"))
    )
    (one,) = TermFinder([Glossary("g", (concept,))], "en", "ar").find("aided")
    assert one.term.text == "aid"


def test_the_glossary_with_the_higher_priority_decides() -> None:
    ours, theirs = glossary("cell", name="ours", priority=1), glossary("cells", "prison cell", name="theirs")
    finder = TermFinder([theirs, ours], "en", "ar")
    assert [one.glossary for one in finder.find("cells; a prison cell")] == ["ours", "theirs"]
    equal = TermFinder([glossary("cell", name="a"), glossary("cell", name="b")], "en", "ar")
    assert [one.glossary for one in equal.find("cell")] == ["a", "b"]


def test_translations_begin_with_the_preferred_and_end_with_the_forbidden() -> None:
    terms = (
        Term("chairman", "en", Status.DEPRECATED),
        Term("رجل", "ar", Status.SUPERSEDED),
        Term("رئيس", "ar-LY"),
        Term("رئيس الجلسة", "ar", Status.PREFERRED),
        Term("président", "fr"),
    )
    (one,) = TermFinder([Glossary("g", (Concept("c", terms),))], "en-GB", "ar").find("The chair? A chairman!")
    assert one.term.status.is_forbidden
    assert [term.text for term in one.translations] == ["رئيس الجلسة", "رئيس", "رجل"]
    assert (one.start, one.end) == (13, 21)


def test_a_term_without_a_translation_is_known_all_the_same() -> None:
    (one,) = TermFinder([glossary("bank")], "en", "ar").find("bank")
    assert one.translations == ()


def key(words: Words, text: str) -> str:
    return next(words.keys([text]))


letters = st.text("abcWHOs كتاب والً\u0640\u200f-،.+é٣", min_size=1, max_size=14).map(
    lambda text: " ".join(text.split())
)
terms = st.lists(letters.filter(bool), min_size=1, max_size=6, unique=True)


@settings(deadline=None)
@given(terms, st.sampled_from(["en", "ar", "und"]), st.sampled_from(["{}", "و {} ...", "x\n{}\n", "\u200f({})"]))
def test_every_term_is_found_in_its_own_text(texts: list[str], language: str, frame: str) -> None:
    finder = TermFinder([glossary(*texts, language=language)], language, "xx")
    words = Words(language)
    for text in texts:
        assume(words.of(text))
        whole = frame.format(text)
        own = [one for one in finder.find(whole, overlapping=True) if key(words, one.term.text) == key(words, text)]
        place = whole.index(text)
        first, *_, last = (*words.of(text), *words.of(text)[-1:])
        assert (place + first[0], place + last[1]) in [(one.start, one.end) for one in own]


@settings(deadline=None)
@given(terms, st.text("abcWHOs كتاب والً\u0640\u200f-،.+é٣\n", max_size=60), st.sampled_from(["en", "ar"]))
def test_spans_are_whole_words_in_order_that_have_the_stems(texts: list[str], text: str, language: str) -> None:
    finder = TermFinder([glossary(*texts, language=language)], language, "xx")
    words = Words(language)
    inside = {place for start, end in word_spans(text) for place in range(start + 1, end)}
    last = 0
    for one in finder.find(text):
        assert one.start >= last
        assert one.start < one.end
        assert not inside & {one.start, one.end}
        for (_, _, own), (_, _, other) in zip(
            words.of(one.term.text), words.of(text[one.start : one.end]), strict=True
        ):
            assert own.base in other.stems
        last = one.start
