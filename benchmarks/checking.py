"""How many good pairs the checks of a memory complain of, and how many spoilt ones they find.

    python -m benchmarks.checking ../shared/data > benchmarks/checking.txt

Good pairs are translations made and revised by people: TICO-19, the goals of the United Nations
(Open SDG), authored statements, and FLORES-200 devtest, on which nothing here was fitted but the
languages that the embedded model knows and the lengths of languages. What is found in them is mostly
there: a year left out, a missing full stop. Spoilt pairs are good ones with one fault each; the
memory they stand in is good for the rest, as a real one is: an eighth of its pairs is spoilt.
"""

import argparse
import gzip
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import numpy as np
from langcodes import standardize_tag

import aligner
from aligner.checking import CHECKS, Checked, Choice, Located, Severity, check_units, make_checks, survey_units
from aligner.checking.languages import language_code
from aligner.checking.similarity import KNOWN, pair_scores
from tmx import TranslationUnit, Variant

_MONTHS = re.findall(r"\w+", "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر")
_MOST = 400  # pairs of a memory that is spoilt
_EVERY = 8  # line of FLORES is scored
_SPOILT = 8  # one pair in so many
Spoil = Callable[[TranslationUnit, TranslationUnit, random.Random], TranslationUnit | None]
"""From a good pair and another one to a spoilt pair, or None where there is nothing to spoil."""


def read_pairs(path: Path, languages: tuple[str, str]) -> list[TranslationUnit]:
    """Pairs from a TSV, English in the second column, or from two files that lie line by line."""
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as file:
            rows = [line.rstrip("\n").split("\t")[::-1] for line in file]
    else:
        sides = [path.with_name(name).read_text(encoding="utf-8").splitlines() for name in path.name.split("+")]
        rows = [list(row) for row in zip(*sides, strict=True)]
    return [TranslationUnit((Variant(languages[0], row[0]), Variant(languages[1], row[1]))) for row in rows]


def _with_target(unit: TranslationUnit, text: str) -> TranslationUnit | None:
    source, target = unit.variants
    return replace(unit, variants=(source, replace(target, text=text))) if text != target.text else None


def change_number(unit: TranslationUnit, _: TranslationUnit, chance: random.Random) -> TranslationUnit | None:
    """Another digit in the first number of two digits or more."""

    def other(match: re.Match[str]) -> str:
        place = chance.randrange(len(match.group()))
        digit = chance.choice([one for one in "123456789" if one != match.group()[place]])
        return match.group()[:place] + digit + match.group()[place + 1 :]

    return _with_target(unit, re.sub(r"(?<![\d.,A-Za-z-])[0-9]{2,}(?![.,]?\d)", other, unit.target.text, count=1))


def drop_number(unit: TranslationUnit, _: TranslationUnit, __: random.Random) -> TranslationUnit | None:
    """Without the first number of two digits or more."""
    return _with_target(unit, re.sub(r"(?<![\d.,A-Za-z-])[0-9]{2,}(?![.,]?\d) ?", "", unit.target.text, count=1))


def change_month(unit: TranslationUnit, _: TranslationUnit, __: random.Random) -> TranslationUnit | None:
    """The month after."""
    found = next((month for month in _MONTHS if re.search(rf"\b{month}\b", unit.target.text)), None)
    if not found or not re.search(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", unit.source.text):
        return None
    return _with_target(unit, unit.target.text.replace(found, _MONTHS[(_MONTHS.index(found) + 1) % 12]))


def take_other(unit: TranslationUnit, other: TranslationUnit, _: random.Random) -> TranslationUnit | None:
    """The target of another pair."""
    return _with_target(unit, other.target.text) if unit.source.text != other.source.text else None


def take_source(unit: TranslationUnit, _: TranslationUnit, __: random.Random) -> TranslationUnit | None:
    """The source for a target."""
    return _with_target(unit, unit.source.text)


def swap(unit: TranslationUnit, _: TranslationUnit, __: random.Random) -> TranslationUnit | None:
    """Source and target in each other's place."""
    texts = unit.target.text, unit.source.text
    variants = tuple(replace(variant, text=text) for variant, text in zip(unit.variants, texts, strict=True))
    return replace(unit, variants=variants)


def cut_clause(unit: TranslationUnit, _: TranslationUnit, __: random.Random) -> TranslationUnit | None:
    """Without what follows a comma near the middle."""
    text = unit.target.text
    commas = [match.start() for match in re.finditer(r"[,،;؛:，]\s?", text)]
    middle = [place for place in commas if 0.3 * len(text) < place < 0.7 * len(text)]
    return _with_target(unit, text[: middle[0]] + ".") if middle else None


def scramble(unit: TranslationUnit, _: TranslationUnit, __: random.Random) -> TranslationUnit | None:
    """UTF-8 read as Latin-1 and Windows-1252 show it."""
    return _with_target(unit, unit.target.text.encode().decode("latin-1"))


def double_word(unit: TranslationUnit, _: TranslationUnit, chance: random.Random) -> TranslationUnit | None:
    """One word twice."""
    words = unit.target.text.split()
    plain = [place for place, word in enumerate(words) if word.isalpha() and len(word) > 1]
    if not plain:
        return None
    place = chance.choice(plain)
    return _with_target(unit, " ".join([*words[: place + 1], *words[place:]]))


def lose_question(unit: TranslationUnit, _: TranslationUnit, __: random.Random) -> TranslationUnit | None:
    """A full stop for the question mark."""
    return _with_target(unit, re.sub(r"[?؟？]$", ".", unit.target.text))


# What is spoilt, and the checks that are there to find it.
FAULTS: dict[str, tuple[Spoil, tuple[str, ...]]] = {
    "number changed": (change_number, ("numbers", "dates")),
    "number left out": (drop_number, ("numbers",)),
    "month changed": (change_month, ("dates",)),
    "target of another pair": (take_other, ("similarity", "length", "numbers")),
    "target is the source": (take_source, ("same-as-source",)),
    "source and target swapped": (swap, ("language",)),
    "clause cut off": (cut_clause, ("length",)),
    "read in another encoding": (scramble, ("characters",)),
    "a word twice": (double_word, ("repeated-words",)),
    "question mark lost": (lose_question, ("punctuation",)),
}


def check(units: Sequence[TranslationUnit], encoder: aligner.Encoder) -> list[Checked]:
    """All checks over a memory of these units."""
    checks = make_checks(encoder=encoder)
    located = [Located(unit, number, 0, "memory") for number, unit in enumerate(units, 1)]
    survey_units(located, checks)
    return list(check_units(located, checks))


def spoil(units: Sequence[TranslationUnit], fault: Spoil) -> tuple[list[TranslationUnit], list[int]]:
    """A memory with one pair of eight spoilt, and which these are."""
    chance = random.Random(1)
    able = [row for row, unit in enumerate(units) if fault(unit, units[row - 1], chance)]
    rows = sorted(chance.sample(able, min(len(able), max(len(units) // _SPOILT, 1))))
    changed = list(units)
    for row in rows:
        other = units[chance.randrange(len(units))]
        changed[row] = fault(units[row], other, chance) or units[row]
    return changed, [row for row in rows if changed[row] is not units[row]]


def print_alarms(sets: dict[str, list[TranslationUnit]], encoder: aligner.Encoder) -> None:
    """Findings in good pairs, of 1,000: errors / all, by check and set."""
    found = {name: check(units, encoder) for name, units in sets.items()}
    print("in 1,000 good pairs: errors / pairs with findings\n" + " " * 22 + "".join(f"{name:>16}" for name in sets))
    print(f"{'pairs':22}" + "".join(f"{len(units):16,}" for units in sets.values()))
    for name in CHECKS:
        print(f"{name:22}" + "".join(_alarms(some, {name}) for some in found.values()))
    print(f"{'any':22}" + "".join(_alarms(some, CHECKS) for some in found.values()) + "\n")


def _alarms(found: Sequence[Checked], names: Iterable[str]) -> str:
    chosen = [[one for one in checked.findings if one.check in names] for checked in found]
    errors = sum(any(one.severity is Severity.ERROR for one in some) for some in chosen)
    return f"{1_000 * errors / len(found):9.1f} /{1_000 * sum(map(bool, chosen)) / len(found):5.1f}"


def print_hits(sets: dict[str, list[TranslationUnit]], encoder: aligner.Encoder) -> None:
    """Spoilt pairs found, in percent, by fault and set: by the checks that are there for it / by any."""
    print("of 100 spoilt pairs: found by the checks for it / by any (how many were spoilt)")
    print(" " * 30 + "".join(f"{name:>22}" for name in sets))
    for name, (fault, meant) in FAULTS.items():
        print(f"{name:30}" + "".join(_hits(units, fault, meant, encoder) for units in sets.values()), flush=True)


def _hits(units: Sequence[TranslationUnit], fault: Spoil, meant: Sequence[str], encoder: aligner.Encoder) -> str:
    changed, rows = spoil(units, fault)
    if not rows:
        return f"{'':>22}"
    found = check(changed, encoder)
    names: list[Counter[str]] = [Counter(one.check for one in found[row].findings) for row in rows]
    by_meant = sum(any(some[name] for name in meant) for some in names)
    return f"{100 * by_meant / len(rows):7.1f} /{100 * sum(map(bool, names)) / len(rows):6.1f} ({len(rows):4})"


# What a side should be in, and the language of FLORES that it is in.
STRANGERS = (
    ("ar", "pes_Arab"),
    ("ar", "urd_Arab"),
    ("ar", "fra_Latn"),
    ("fa", "arb_Arab"),
    ("en", "fra_Latn"),
    ("fr", "spa_Latn"),
    ("de", "nld_Latn"),
    ("ru", "ukr_Cyrl"),
    ("zh", "jpn_Jpan"),
)


def print_strangers(flores: Path) -> None:
    """Sides in another language found, in percent, and how many sides in their own are taken for another."""
    print("\nof 100 sides in another language than they say, found by language:")
    for tag, code in STRANGERS:
        print(f"  {tag} is {code}: {100 * _strange(flores / f'{code}.devtest', tag):.1f}")
    files = sorted(flores.glob("*.devtest"))
    wrong = sum(_strange(path, standardize_tag(path.stem.split("_")[0])) for path in files)
    print(f"of 100 sides in their own, of {len(files)} languages: {100 * wrong / len(files):.3f}")


def _strange(path: Path, tag: str) -> float:
    texts = path.read_text(encoding="utf-8").splitlines()
    units = [TranslationUnit((Variant("und", "1"), Variant(tag, text))) for text in texts]
    found = check_units([Located(unit, 1, 0, "") for unit in units], make_checks(Choice(only=("language",))))
    return sum(bool(checked.findings) for checked in found) / len(texts)


def print_scores(flores: Path, encoder: aligner.Encoder) -> None:
    """How translations and unrelated texts of one length score in the languages that the embedded model knows."""
    english = (flores / "eng_Latn.devtest").read_text(encoding="utf-8").splitlines()[::_EVERY]
    same: list[float] = []
    other: list[float] = []
    for path in sorted(flores.glob("*.devtest")):
        tag = standardize_tag(path.stem.split("_")[0])
        if language_code(tag) in KNOWN - {"en"}:
            texts = path.read_text(encoding="utf-8").splitlines()[::_EVERY]
            same += pair_scores(encoder, english, texts).tolist()
            order = sorted(range(len(texts)), key=lambda row, texts=texts: len(texts[row]))  # type: ignore[misc]
            shifted = [texts[row] for row in (*order[1:], order[0])]
            other += pair_scores(encoder, [english[row] for row in order], shifted).tolist()
    print(f"\nsimilarity, {len(same):,} pairs in {len(KNOWN)} languages: percentiles 0.3, 1, 10, 50, 90, 99")
    for name, scores in (("translations", same), ("unrelated", other)):
        print(f"  {name:14}" + "".join(f"{value:6.2f}" for value in np.percentile(scores, (0.3, 1, 10, 50, 90, 99))))


def main() -> None:
    """Print both tables."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("data", type=Path, help="the folder with train/ and dev/")
    data: Path = arguments.parse_args().data
    encoder = aligner.load_encoder()
    train, flores = data / "train", data / "dev" / "flores"
    sets = {
        name: read_pairs(train / f"{name}.tsv.gz", ("en", name.split("-")[0]))
        for name in ("ar-en/tico19", "ar-en/open-sdg", "ar-en/authored-statement")
    }
    sets["zh-en/tico19"] = list(islice(read_pairs(train / "zh-en" / "tico19.tsv.gz", ("en", "zh")), 500))
    for code, tag in (("arb_Arab", "ar"), ("deu_Latn", "de"), ("fra_Latn", "fr")):
        sets[f"flores {tag}"] = read_pairs(flores / f"eng_Latn.devtest+{code}.devtest", ("en", tag))
    sets = {name.replace("authored-", ""): units for name, units in sets.items()}
    print(f"loom {aligner.__version__}, encoder {encoder.name}\n")
    print_alarms(sets, encoder)
    spoilt = {name: units[:_MOST] for name, units in sets.items() if name.startswith(("ar-en", "flores ar"))}
    print_hits(spoilt, encoder)
    print_strangers(flores)
    print_scores(flores, encoder)


if __name__ == "__main__":
    main()
