from pathlib import Path

import pytest

from aligner.batch.discovery import Found
from aligner.batch.naming import pair_by_name


def pairs(*names: str, source: str | None = None, target: str | None = None) -> set[tuple[str, str]]:
    files = [Found(Path("/x") / name, Path(name)) for name in names]
    found = pair_by_name(files, source, target)
    return {(pair.source.place.as_posix(), pair.target.place.as_posix()) for pair in found}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("x.en.txt", "x.ar.txt"),
        ("x_en.docx", "x-ar.pdf"),
        ("en/x.txt", "ar/x.txt"),
        ("news/en/x.txt", "news/ar/x.txt"),
        ("english/x.html", "arabic/x.html"),
        ("EN - Report 5.txt", "AR - report 5.txt"),
        ("x.en.txt.gz", "x.ar.txt"),
        ("x_en_US.txt", "x_ar_LY.txt"),
        ("x.eng.txt", "x.ara.txt"),
        ("بيان الإنجليزية.txt", "بيان العربية.txt"),
        ("x.txt", "x.ar.txt"),
        ("en_docs/x.en.txt", "ar_docs/x.ar.txt"),
        ("what-is-it.en.txt", "what-is-it.ar.txt"),
        ("1.no.5.en.txt", "1.no.5.ar.txt"),
        ("en/en-route.txt", "ar/en-route.txt"),
    ],
)
def test_names_that_belong_together(source: str, target: str) -> None:
    assert pairs(source, target) == {(source, target)}


@pytest.mark.parametrize(
    "names",
    [
        ("x.en.txt", "y.ar.txt"),
        ("x.en.txt", "x.en.docx"),
        ("a/x.txt", "b/x.txt"),
        ("x_en_001.txt", "x_ar_002.txt"),
        ("a/x.en.txt", "b/x.ar.txt"),
        ("report.txt",),
        (),
    ],
)
def test_names_that_do_not(names: tuple[str, ...]) -> None:
    assert pairs(*names) == set()


def test_a_name_that_two_files_share_is_no_help() -> None:
    assert pairs("x.en.txt", "x.en.docx", "x.ar.txt") == set()


def test_the_languages_of_most_files_go_first() -> None:
    names = ["a.en.txt", "a.ar.txt", "a.fr.txt", "b.en.txt", "b.ar.txt"]
    assert pairs(*names) == {("a.en.txt", "a.ar.txt"), ("b.en.txt", "b.ar.txt")}


def test_named_languages_choose_the_pair_and_its_direction() -> None:
    names = ["a.en.txt", "a.ar.txt", "a.fr.txt", "b.en.txt", "b.ar.txt"]
    assert pairs(*names, source="ar", target="fr") == {("a.ar.txt", "a.fr.txt")}
    assert pairs(*names, source="ar", target="en") == {("a.ar.txt", "a.en.txt"), ("b.ar.txt", "b.en.txt")}


def test_a_code_that_is_a_common_word_counts_where_it_is_named() -> None:
    assert pairs("x.id.txt", "x.en.txt", source="id") == {("x.id.txt", "x.en.txt")}


def test_a_region_is_kept() -> None:
    files = [Found(Path(name), Path(name)) for name in ("x_en_GB.txt", "x_ar.txt")]
    (pair,) = pair_by_name(files, None, None)
    assert (pair.source_language, pair.target_language) == ("en-GB", "ar")
