"""The contract of an exported project: OmegaT opens it, cuts its documents where we do, and fills what we have."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import aligner
from aligner.exporting import ExportOptions, export_project
from aligner.units import translation_units
from corpus import Reading, Side, read_bitext
from tmx import Property, TranslationUnit, Variant

JAR = Path("/usr/share/omegat/OmegaT.jar")
Pairs = list[tuple[str, str]]


@pytest.fixture
def translate(tmp_path: Path) -> Callable[[Path], Pairs]:
    """Translate a project headless; what OmegaT filled in."""
    if not JAR.exists() or not shutil.which("java"):
        pytest.skip("no OmegaT here (Debian package omegat)")

    def run(project: Path) -> Pairs:
        home = tmp_path / "home"
        home.mkdir()
        options = ["-Xmx512m", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Duser.language=en"]
        places = [f"-Duser.home={home}", "-Djava.library.path=/usr/lib/jni", "-jar", str(JAR), str(project)]
        done = subprocess.run(
            ["java", *options, *places, "--mode=console-translate", f"--config-dir={home / 'config'}"],
            capture_output=True,
            text=True,
            check=True,
        )
        assert "TMXR_ERR" not in done.stdout + done.stderr
        units = etree.parse(project / f"{project.name}-level2.tmx").iter("tu")
        segs = ([seg.text or "" for seg in unit.iter("seg")] for unit in units)
        return [(source, target) for source, target in segs]

    return run


Exported = Callable[..., tuple[Path, list[str]]]


@pytest.fixture
def exported(tmp_path: Path) -> Exported:
    """A text in two languages aligned, and exported with its source; the project and the source's sentences."""

    def run(text: Path, languages: tuple[str, str], auto_from: float = 0.9) -> tuple[Path, list[str]]:
        bitext, encoder = read_bitext(text, reading=Reading("en", "ar")), aligner.load_encoder()
        alignment = aligner.align(list(bitext.source.texts()), list(bitext.target.texts()), encoder)
        side = bitext.source if languages[0] == "en" else bitext.target
        source = tmp_path / text.name
        source.write_text(plain_text(side), encoding="utf-8")
        options = ExportOptions(auto_from=auto_from, encoder=encoder, source_files=(source,))
        export_project(tmp_path / "project", translation_units(bitext, alignment), *languages, options)
        return tmp_path / "project", list(side.texts())

    return run


def plain_text(side: Side) -> str:
    """The paragraphs of a side, a line each."""
    numbers = dict.fromkeys(segment.paragraph for segment in side.segments)
    paragraphs = [[one for one in side.segments if one.paragraph == number] for number in numbers]
    return "".join(side.document.text[held[0].start : held[-1].end] + "\n" for held in paragraphs)


def test_all_arabic_sentences_are_filled(example: Path, exported: Exported, translate: Callable[[Path], Pairs]) -> None:
    project, sentences = exported(example, ("ar", "en"), 0.7)
    assert any(sentence.endswith("؟") for sentence in sentences)
    assert any("د. كريم" in sentence for sentence in sentences)
    filled = dict(translate(project))
    assert set(filled) == set(sentences)
    assert filled["هل لديكم صورة قديمة للمكتبة؟"] == "Do you have an old photograph of the library?"


def test_all_english_sentences_are_filled_that_have_a_translation_of_their_own(
    example: Path, exported: Exported, translate: Callable[[Path], Pairs]
) -> None:
    project, sentences = exported(example, ("en", "ar"), 0.7)
    filled = dict(translate(project))
    # The journalists are not invited in Arabic. The mayor speaks two sentences in English, and one in Arabic.
    missing = [sentence for sentence in sentences if sentence not in filled]
    assert [sentence.split()[0] for sentence in missing] == ["Journalists"]
    assert filled["Admission is free for everyone."] == "الدخول مجاني للجميع،"
    mayor = next(target for source, target in filled.items() if source.startswith("“We promised"))
    assert mayor == "لقد وعدنا بإعادتها، وقد وفينا بوعدنا»."


def test_a_real_press_release_is_filled_but_for_what_has_no_translation_of_its_own(
    shared: Path, exported: Exported, translate: Callable[[Path], Pairs]
) -> None:
    # What two of them say is one Arabic clause; to give it to either would be wrong. Where the English has a date the
    # Arabic has "United States": the aligner pairs the two, at a score that fills nothing.
    project, sentences = exported(shared / "samples" / "alliance-release.en-ar.txt", ("en", "ar"))
    filled = dict(translate(project))
    missing = [sentence for sentence in sentences if sentence not in filled]
    assert [sentence[:20] for sentence in missing] == ["Libyans have firmly ", "Today is an importan", "June 4, 2020"]


def unit(source: str, target: str, score: float, segment: int, file: str = "a.txt") -> TranslationUnit:
    numbers = {"x-source-segments": segment, "x-target-segments": segment}
    props = {"x-score": score, "x-bead": "1-1", "x-source-file": file, **numbers}
    return TranslationUnit(
        (Variant("ar", source), Variant("en", target)), tuple(Property(kind, str(text)) for kind, text in props.items())
    )


def test_what_is_hard_to_match_is_filled_in_a_project_with_omegats_own_rules(
    tmp_path: Path, translate: Callable[[Path], Pairs]
) -> None:
    texts = {
        "a.txt": "هل نقاوم؟ نعم نقاوم. سننتصر!\n\u200fشكرًا\u200f لكم.\n",
        "b.txt": "شكرًا لكم.\nذهب 'علي' إلى البيت.\nلم يعد.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    units = [
        unit("هل نقاوم؟", "Do we resist?", 0.99, 0),
        unit("نعم نقاوم.", "Yes, we resist.", 0.98, 1),
        unit("سننتصر!", "We will win!", 0.97, 2),
        unit("شكرًا لكم.", "Thank you.", 0.96, 3),
        unit("شكرًا لكم.", "Thanks, all of you.", 0.94, 0, "b.txt"),
        unit("ذهب ‘علي’ إلى\u00a0البيت.", "Ali went home.", 0.95, 1, "b.txt"),
        unit("لم يعد.", "He has not returned.", 0.5, 2, "b.txt"),
    ]
    options = ExportOptions(source_files=tuple(tmp_path / name for name in texts))
    project = tmp_path / "project"
    export_project(project, units, "ar", "en", options)
    (project / "omegat" / "segmentation.conf").unlink()
    filled = translate(project)
    assert ("هل نقاوم؟ نعم نقاوم.", "Do we resist? Yes, we resist.") in filled
    assert ("سننتصر!", "We will win!") in filled
    assert ("\u200fشكرًا\u200f لكم.", "Thank you.") in filled
    assert ("شكرًا لكم.", "Thanks, all of you.") in filled
    assert ("ذهب 'علي' إلى البيت.", "Ali went home.") in filled
    assert "لم يعد." not in dict(filled)
